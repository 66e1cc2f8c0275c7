import { createRoute, OpenAPIHono, type RouteConfig, z } from '@hono/zod-openapi';
import type { Context, TypedResponse } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { withoutPersonalNumbers } from '../../kernel/personal-numbers.ts';
import { Problem, type ProblemCode, problemBody, problems } from '../../kernel/problems.ts';
import { isGone, isPassing, isUnreadable, isUnstorable } from '../door/database-faults.ts';
import type { Ctx } from '../door/deps.ts';
import type { Rates } from '../door/rates.ts';
import { type AskedAction, requirePermission } from './asked-action.ts';
import { judged, unstorable } from './input-faults.ts';
import { type Door, limited } from './rate-limit.ts';

// A refused field as a form or an API caller reads it.
z.config(z.locales.zhCN());

export type Env = {
  Variables: { ctx: Ctx; rates: Rates; address: () => string };
};

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
    token: z.string().optional().openapi({ description: '登录未完成时：下一步须带的凭据，十分钟内有效' }),
    otpauth: z.string().optional().openapi({ description: '启用动态口令时：加入身份验证器的地址' }),
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

/** An answer whose JSON was written by hand, for speed; it says which shape it has. */
export const spelledJson = <T, S extends ContentfulStatusCode>(c: Context, text: string, status: S) => {
  const answer: Response = c.body(text, status, { 'content-type': 'application/json' });
  return answer as Response & TypedResponse<T, S, 'json'>;
};

const always: readonly ProblemCode[] = [
  'request.invalid',
  'text.personal-number',
  'server.fault',
  'database.unavailable',
];
const behindPermission: readonly ProblemCode[] = [
  'access.unauthenticated',
  'key.unknown',
  'key.revoked',
  'key.expired',
  'key.address',
  'access.denied',
  'agency.expired',
  'service.not-ready',
];

const limitedCodes: readonly ProblemCode[] = ['rate.limited'];
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

type Guard = { permission: AskedAction; problems?: readonly ProblemCode[]; door?: Door };

type Route<P extends string> = Omit<RouteConfig, 'path' | 'operationId'> & { path: P; operationId: string };

// Every route says who may call it and which refusals it can give; the OpenAPI document and the
// structure test read both here.
export const guarded = <P extends string, R extends Route<P>>(guard: Guard, config: R) => {
  const open = guard.permission === 'anyone';
  const creates =
    config.method === 'post' && !open && ('201' in config.responses || '202' in config.responses);
  const codes = [
    ...always,
    ...(open ? [] : behindPermission),
    ...(creates ? repeatable : []),
    ...(guard.door ? limitedCodes : []),
    ...(guard.problems ?? []),
  ];
  return createRoute({
    ...config,
    ...(open ? { security: [] } : {}),
    'x-permission': guard.permission,
    middleware: [requirePermission(guard.permission), ...(guard.door ? [limited(guard.door)] : [])],
    responses: { ...problemResponses([...new Set(codes)]), ...config.responses },
  } as R);
};

export const router = () =>
  new OpenAPIHono<Env>({ defaultHook: (result, c) => void judged(result, c.get('ctx').clock) });

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
  if (isGone(error) || isPassing(error)) return new Problem('database.unavailable', { cause: error });
  if (isUnstorable(error)) return unstorable();
  // A check of ours has missed it, so it is logged as a fault; yet who sent it is told
  // to mend it, not to come again.
  if (isUnreadable(error)) return new Problem('request.invalid', { cause: error });
  return new Problem('server.fault', { cause: error });
};

export const notedProblem = (error: unknown, c: Context<Env>): Problem => {
  const problem = problemOf(error);
  const ctx = c.get('ctx');
  const path = withoutPersonalNumbers(c.req.path);
  if (problems[problem.code].status >= 500 || isUnreadable(problem.cause))
    ctx?.log('error', 'request.failed', {
      code: problem.code,
      path,
      requestId: ctx.requestId,
      error: problem.cause,
    });
  else ctx?.log('debug', 'request.refused', { code: problem.code, path, requestId: ctx.requestId });
  return problem;
};

export const retryHeader = ({ code, retryAfter }: Problem): { 'retry-after'?: string } => {
  const seconds = retryAfter ?? (problems[code].status === 503 ? 5 : undefined);
  return seconds === undefined ? {} : { 'retry-after': String(seconds) };
};

export const answerProblem = (problem: Problem, c: Context<Env>) => {
  const headers = {
    'content-type': 'application/problem+json; charset=utf-8',
    ...retryHeader(problem),
  };
  return c.body(
    JSON.stringify(problemBody(problem, c.get('ctx')?.requestId ?? '')),
    problems[problem.code].status,
    headers,
  );
};
