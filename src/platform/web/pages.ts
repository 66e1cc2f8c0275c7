import { type Context, Hono, type MiddlewareHandler } from 'hono';
import { type Child, jsx } from 'hono/jsx';
import { secureHeaders } from 'hono/secure-headers';
import { type Problem, problems } from '../../kernel/problems.ts';
import type { Ctx } from '../door/deps.ts';
import { requirePermission } from './asked-action.ts';
import { deskLinksOf } from './desk-links.rules.ts';
import { answerProblem, type Env, notedProblem, retryHeader } from './http.ts';
import { Layout } from './layout.view.tsx';
import { ProblemView } from './problem.view.tsx';
import { noteRefusal } from './refusal-lines.ts';

// Staff pages: GET draws, POST calls a verb and redirects. Every page names the permission it asks for.
export const pages = () => new Hono<Env>();

// A number of a row that bears a UUID, as a page's address matches it: anything else is no page.
export const UUID = '{[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}}';

export const asks = requirePermission;

// no-referrer would send "Origin: null" with our own forms, which the cross-site guard must refuse.
export const pageHeaders: readonly MiddlewareHandler[] = [
  secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      styleSrc: ["'self'"],
      scriptSrc: ["'self'"],
      imgSrc: ["'self'"],
      connectSrc: ["'self'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
      baseUri: ["'none'"],
    },
    referrerPolicy: 'same-origin',
    xFrameOptions: 'DENY',
    strictTransportSecurity: false,
  }),
];

type Page = { title: string; body: Child; hasErrors?: boolean; refreshAfter?: number };

export const draw = async (c: Context<Env>, page: Page, status: 200 | 201 | 422 | ProblemStatus = 200) => {
  const actor = c.get('ctx')?.actor;
  const frame = {
    ...page,
    staff: actor?.agency ? { name: actor.name, agency: actor.agency.name } : null,
    links: actor?.agency ? deskLinksOf(actor.may) : [],
    path: c.req.path,
  };
  const markup = await jsx(Layout, { frame }, page.body).toString();
  return c.html(`<!DOCTYPE html>${markup}`, status);
};

type ProblemStatus = (typeof problems)[keyof typeof problems]['status'];

const wantsPage = (c: Context): boolean => {
  const accept = c.req.header('accept') ?? '';
  if (c.req.path === '/desk' || c.req.path.startsWith('/desk/'))
    return !accept.startsWith('application/json');
  return c.req.path.startsWith('/public/') && accept.includes('text/html');
};

export const wantsHtml = (c: Context): boolean => (c.req.header('accept') ?? '').includes('text/html');

// People get a page, machines problem+json; whoever is not signed in is sent to sign in first.
export const answerError = async (error: unknown, c: Context<Env>) => {
  const problem = notedProblem(error, c);
  await noteRefusal(problem, c);
  return wantsPage(c) ? drawProblem(problem, c) : answerProblem(problem, c);
};

const LOST = '请核对网址，或从首页重新进入。';

const drawProblem = (problem: Problem, c: Context<Env>) => {
  if (problem.code === 'access.unauthenticated') return c.redirect(`/desk/login?next=${nextOf(c)}`, 303);
  const ctx: Ctx | undefined = c.get('ctx');
  const { status, title, detail } = problems[problem.code];
  for (const [name, value] of Object.entries(retryHeader(problem))) c.header(name, value);
  const shown = {
    title,
    detail: problem.code === 'route.unknown' ? LOST : (problem.detail ?? detail),
    requestId: ctx?.requestId ?? '',
    isSignedIn: Boolean(ctx?.actor.agency),
  };
  return draw(c, { title, body: jsx(ProblemView, { problem: shown }) }, status);
};

const nextOf = (c: Context): string => {
  const { pathname, search } = new URL(c.req.url);
  return encodeURIComponent(c.req.method === 'GET' ? pathname + search : '/desk');
};
