import { z } from '@hono/zod-openapi';
import { jsx } from 'hono/jsx';
import { Problem, type ProblemCode, problems } from '../../kernel/problems.ts';
import type { Ctx } from '../door/deps.ts';
import { DocsView } from '../web/docs.view.tsx';
import { guarded, jsonAnswer, router } from '../web/http.ts';
import type { ApiDocument } from '../web/openapi-document.rules.ts';
import { draw } from '../web/pages.ts';
import { ProblemExplained } from '../web/problem.view.tsx';
import type { Metric, ReadMetrics } from './figures.ts';
import { lockMetrics } from './lock-waits.ts';
import type { Meter } from './meter.ts';
import { attemptMetrics, meterMetrics, prometheusText } from './metrics.ts';
import { ownerStanding } from './owner-standing.ts';
import { type ReadStanding, readStanding, schedulerMetrics } from './readiness.ts';

const tags = ['运行'];
const page = (description: string) => ({ description, content: { 'text/html': { schema: z.string() } } });
const Up = z.object({ status: z.literal('ok') }).openapi('Up');
const Ready = z
  .object({
    status: z.literal('ready'),
    warnings: z
      .array(z.object({ code: z.string(), message: z.string() }))
      .optional()
      .openapi({ description: '不影响分发请求、但须处理的事项' }),
  })
  .openapi('Ready');

const healthz = guarded(
  { permission: 'anyone' },
  {
    method: 'get',
    operationId: 'showHealth',
    path: '/healthz',
    tags,
    summary: '进程是否存活',
    responses: { 200: jsonAnswer(Up, '存活') },
  },
);
const readyz = guarded(
  { permission: 'anyone', problems: ['service.not-ready'] },
  {
    method: 'get',
    operationId: 'showReadiness',
    path: '/readyz',
    tags,
    summary: '可否分发请求：数据库、迁移、定时任务',
    responses: { 200: jsonAnswer(Ready, '就绪') },
  },
);
const metrics = guarded(
  { permission: 'anyone' },
  {
    method: 'get',
    operationId: 'showMetrics',
    path: '/metrics',
    tags,
    summary: 'Prometheus 指标，不含任何主体数据',
    responses: { 200: { description: '指标', content: { 'text/plain': { schema: z.string() } } } },
  },
);
const openapi = guarded(
  { permission: 'anyone' },
  {
    method: 'get',
    operationId: 'showOpenApi',
    path: '/openapi.json',
    tags,
    summary: '本接口文档（OpenAPI 3.1）',
    responses: { 200: jsonAnswer(z.object({ openapi: z.string() }), '接口文档') },
  },
);
const docs = guarded(
  { permission: 'anyone' },
  {
    method: 'get',
    operationId: 'showDocs',
    path: '/docs',
    tags,
    summary: '接口文档页面',
    responses: { 200: page('页面') },
  },
);
const problem = guarded(
  { permission: 'anyone', problems: ['route.unknown'] },
  {
    method: 'get',
    operationId: 'explainProblem',
    path: '/problems/{code}',
    tags,
    summary: '错误代码说明页面',
    request: { params: z.strictObject({ code: z.string().openapi({ example: 'record.stale' }) }) },
    responses: { 200: page('页面') },
  },
);

const isProblemCode = (code: string): code is ProblemCode => Object.hasOwn(problems, code);

// One after another: a look at the figures never takes more than one connection.
const readAll = async (figures: readonly ReadMetrics[], ctx: Ctx): Promise<Metric[]> => {
  const read: Metric[] = [];
  for (const readMetrics of figures) read.push(...(await readMetrics(ctx)));
  return read;
};

// Operators, monitors and integrators ask here; nothing here knows a person.
export const operatorRoutes = (surface: {
  meter: Meter;
  figures: readonly ReadMetrics[];
  standings: readonly ReadStanding[];
  document: () => ApiDocument;
}) =>
  router()
    .openapi(healthz, (c) => c.json({ status: 'ok' } as const, 200))
    .openapi(readyz, async (c) => {
      const { unready, warnings } = await readStanding(c.get('ctx'), [...surface.standings, ownerStanding]);
      if (unready.length > 0) throw new Problem('service.not-ready', { errors: [...unready] });
      const told = warnings.map(({ code, message }) => ({ code, message }));
      return c.json({ status: 'ready' as const, ...(told.length > 0 ? { warnings: told } : {}) }, 200);
    })
    .openapi(metrics, async (c) =>
      c.text(
        prometheusText([
          ...meterMetrics(surface.meter),
          ...attemptMetrics(c.get('ctx').attempts),
          ...(await readAll([...surface.figures, schedulerMetrics, lockMetrics], c.get('ctx'))),
        ]),
        200,
        { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' },
      ),
    )
    .openapi(openapi, (c) => c.json(surface.document(), 200))
    .openapi(docs, (c) =>
      draw(c, { title: '接口文档', body: jsx(DocsView, { document: surface.document() }) }),
    )
    .openapi(problem, async (c) => {
      const { code } = c.req.valid('param');
      if (!isProblemCode(code)) throw new Problem('route.unknown');
      return draw(c, { title: problems[code].title, body: jsx(ProblemExplained, { code }) });
    });
