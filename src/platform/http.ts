import { createRoute, OpenAPIHono, type RouteConfig, z } from '@hono/zod-openapi';
import type { Context, MiddlewareHandler } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { type Fault, Problem, type ProblemCode, problemBody, problems } from '../kernel/problems.ts';
import { permit } from './act.ts';
import { anonymous } from './actor.ts';
import { actorOfKey } from './api-key.ts';
import type { Ctx, Deps } from './deps.ts';
import { sha256Hex } from './hash.ts';
import type { Permission } from './permissions.ts';
import { actorOfSession } from './session.ts';

// What a form or an API caller reads of a refused field.
z.config(z.locales.zhCN());

export type Env = { Variables: { ctx: Ctx } };

export const ProblemOut = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    code: z.string(),
    errors: z.array(
      z.object({
        pointer: z.string().optional(),
        row: z.int().optional(),
        column: z.string().optional(),
        code: z.string(),
        message: z.string(),
        suggestion: z.string().optional(),
      }),
    ),
    requestId: z.string(),
  })
  .openapi('Problem');

export const jsonBody = <S extends z.ZodType>(schema: S) => ({
  content: { 'application/json': { schema } },
  required: true as const,
});
export const jsonAnswer = <S extends z.ZodType>(schema: S, description: string) => ({
  description,
  content: { 'application/json': { schema } },
});

const always: readonly ProblemCode[] = ['request.invalid', 'server.fault', 'database.unavailable'];
const behindPermission: readonly ProblemCode[] = [
  'access.unauthenticated',
  'key.unknown',
  'key.revoked',
  'access.denied',
  'agency.expired',
  'service.not-ready',
];

const repeatable: readonly ProblemCode[] = ['idempotency.invalid', 'idempotency.reused'];

const problemResponses = (codes: readonly ProblemCode[]) =>
  Object.fromEntries(
    [...new Set(codes.map((code) => problems[code].status))].map((status) => [
      status,
      {
        description: codes
          .filter((code) => problems[code].status === status)
          .map((code) => `${code}：${problems[code].title}`)
          .join('；'),
        content: {
          'application/problem+json': {
            schema: ProblemOut,
            examples: Object.fromEntries(
              codes
                .filter((code) => problems[code].status === status)
                .map((code) => [code, { $ref: `#/components/examples/${code}` }]),
            ),
          },
        },
      },
    ]),
  );

type Guard = { permission: Permission | 'anyone'; problems?: readonly ProblemCode[] };

// Every route says who may call it and which refusals it can give; the OpenAPI document and the structure test read both here.
export const guarded = <P extends string, R extends Omit<RouteConfig, 'path'> & { path: P }>(
  guard: Guard,
  config: R,
) => {
  const open = guard.permission === 'anyone';
  const creates =
    config.method === 'post' && !open && ('201' in config.responses || '202' in config.responses);
  const codes = [
    ...always,
    ...(open ? [] : behindPermission),
    ...(creates ? repeatable : []),
    ...(guard.problems ?? []),
  ];
  return createRoute({
    ...config,
    ...(open ? { security: [] } : { security: [{ key: [] }, { session: [] }] }),
    'x-permission': guard.permission,
    'x-problems': guard.problems ?? [],
    middleware: open ? [] : [requirePermission(guard.permission as Permission)],
    responses: { ...problemResponses([...new Set(codes)]), ...config.responses },
  } as R);
};

const requirePermission =
  (permission: Permission): MiddlewareHandler<Env> =>
  async (c, next) => {
    permit(c.get('ctx'), permission);
    await next();
  };

export const router = () =>
  new OpenAPIHono<Env>({
    defaultHook: (result) => {
      if (!result.success) throw new Problem('request.invalid', { errors: faultsOf(result.error) });
    },
  });

export const faultsOf = (error: z.ZodError): Fault[] =>
  error.issues.map((issue) => ({
    pointer: `/${issue.path.join('/')}`,
    code: issue.code === 'unrecognized_keys' ? 'field.unknown' : `field.${issue.code.replaceAll('_', '-')}`,
    message:
      issue.code === 'unrecognized_keys' ? `不认识的字段：${issue.keys.join('、')}，请删除` : issue.message,
  }));

// First middleware: without a ctx, onError has none to answer with.
export const openContext =
  (depsOf: (c: Context) => Deps | Promise<Deps>): MiddlewareHandler<Env> =>
  async (c, next) => {
    const deps = await depsOf(c);
    c.set('ctx', { ...deps, actor: anonymous, requestId: deps.newId() });
    c.header('x-request-id', c.get('ctx').requestId);
    await next();
  };

export const authenticate: MiddlewareHandler<Env> = async (c, next) => {
  const ctx = c.get('ctx');
  const authorization = c.req.header('authorization');
  const cookie = c.req.header('cookie');
  if (authorization) {
    const [scheme, key] = authorization.split(' ');
    if (scheme?.toLowerCase() !== 'bearer' || !key) throw new Problem('access.unauthenticated');
    c.set('ctx', { ...ctx, actor: await actorOfKey(ctx, key) });
  } else if (cookie) {
    const actor = await actorOfSession(ctx, cookie);
    if (actor) {
      refuseCrossSite(c);
      c.set('ctx', { ...ctx, actor });
    }
  }
  await next();
};

// A cookie counts only for requests that our own pages send.
const refuseCrossSite = (c: Context) => {
  if (c.req.method === 'GET' || c.req.method === 'HEAD') return;
  const site = c.req.header('sec-fetch-site');
  const origin = c.req.header('origin');
  const isOwn = site
    ? site === 'same-origin'
    : origin !== undefined && new URL(origin).host === c.req.header('host');
  if (!isOwn) throw new Problem('access.cross-site');
};

// Reads Idempotency-Key on creating posts; act() replays the first answer. Streamed uploads set theirs after reading.
export const idempotency: MiddlewareHandler<Env> = async (c, next) => {
  const key = c.req.header('idempotency-key');
  if (c.req.method === 'POST' && key !== undefined) {
    if (!/^[\x21-\x7e]{1,128}$/.test(key)) throw new Problem('idempotency.invalid');
    const isUpload = c.req.path.endsWith('/batches');
    const body = isUpload ? '' : await c.req.text();
    c.set('ctx', {
      ...c.get('ctx'),
      idempotency: {
        key,
        requestHash: sha256Hex(`${c.req.method} ${c.req.path}?${new URL(c.req.url).search}\n${body}`),
      },
    });
  }
  await next();
};

const unavailable =
  /ECONNREFUSED|ECONNRESET|CONNECTION_CLOSED|CONNECTION_ENDED|CONNECTION_DESTROYED|CONNECT_TIMEOUT|57P0[123]|53300/;
// What PostgreSQL answers to a zero character, which no text may hold.
const unstorable = /^22021|^22P05/;
const isDatabaseFault = (error: unknown, kind: RegExp): boolean =>
  error instanceof Error &&
  (kind.test(`${(error as { code?: string }).code ?? ''} ${error.name}`) ||
    (error.cause !== undefined && isDatabaseFault(error.cause, kind)));

export const problemOf = (error: unknown): Problem => {
  if (error instanceof Problem) return error;
  if (error instanceof HTTPException)
    return new Problem(
      error.status === 400
        ? 'request.not-json'
        : error.status === 413
          ? 'batch.too-large'
          : error.status === 403
            ? 'access.cross-site'
            : 'request.invalid',
    );
  if (isDatabaseFault(error, unavailable)) return new Problem('database.unavailable', { cause: error });
  if (isDatabaseFault(error, unstorable))
    return new Problem('request.invalid', { detail: '内容中有不可见的零字符（U+0000），请删除后重试。' });
  return new Problem('server.fault', { cause: error });
};

export const notedProblem = (error: unknown, c: Context<Env>): Problem => {
  const problem = problemOf(error);
  const ctx = c.get('ctx');
  if (problems[problem.code].status >= 500)
    ctx?.log('error', 'request.failed', {
      code: problem.code,
      path: c.req.path,
      requestId: ctx.requestId,
      error: problem.cause,
    });
  else
    ctx?.log('debug', 'request.refused', { code: problem.code, path: c.req.path, requestId: ctx.requestId });
  return problem;
};

export const answerProblem = (error: unknown, c: Context<Env>) => {
  const problem = notedProblem(error, c);
  const headers = {
    'content-type': 'application/problem+json; charset=utf-8',
    ...(problems[problem.code].status === 503 ? { 'retry-after': '5' } : {}),
  };
  return c.body(
    JSON.stringify(problemBody(problem, c.get('ctx')?.requestId ?? '')),
    problems[problem.code].status,
    headers,
  );
};
