import type { Context } from 'hono';
import { catalogs, findCatalog } from '../catalogs/catalog-list.ts';
import { Problem, type ProblemCode, problems } from '../kernel/problems.ts';
import type { Ctx } from '../platform/deps.ts';
import { type Refusal, untouched } from '../platform/form.view.tsx';
import type { Env } from '../platform/http.ts';
import { parsed, tried } from '../platform/page-form.ts';
import { asks, draw, pages } from '../platform/pages.ts';
import { type BatchStep, stepBatch } from './batch.rules.ts';
import { SubmitQuery } from './batch.schema.ts';
import { BatchDeskView, UploadView } from './batch.view.tsx';
import { batchOut } from './batch-out.ts';
import { BatchView, type RowError } from './batch-progress.view.tsx';
import { isUnderWay } from './batch-words.rules.ts';
import { cancelBatch } from './cancel-batch.ts';
import { confirmBatch } from './confirm-batch.ts';
import { searchBatches } from './search-batches.ts';
import { showBatch } from './show-batch.ts';
import { showBatchErrors } from './show-batch-errors.ts';
import { submitBatch } from './submit-batch.ts';

const LISTED = 20;
const ERRORS_LISTED = 50;
const REFRESH_WITHOUT_SCRIPT_SECONDS = 3;
const names = Object.fromEntries(catalogs.map(({ code, name }) => [code, name]));

const own = (ctx: Ctx) =>
  ctx.actor.may.has('batch.submit')
    ? catalogs.filter(({ code }) => ctx.actor.agency?.catalogs.includes(code))
    : [];

const drawUpload = (c: Context<Env>, code: string, refusal: Refusal = untouched) => {
  const ctx = c.get('ctx');
  const catalog = findCatalog(code);
  if (!catalog) throw new Problem('catalog.unknown');
  const maxUploadMb = Math.floor(ctx.config.maxUploadBytes / 1024 / 1024);
  const hasErrors = refusal.faults.length > 0;
  const body = <UploadView catalog={catalog} maxUploadMb={maxUploadMb} refusal={refusal} />;
  return draw(c, { title: `上传：${catalog.name}`, body, hasErrors }, hasErrors ? 422 : 200);
};

const isKnown = (code: string): code is ProblemCode => code in problems;

const shownProblem = (problem: { code: string; detail?: string; errors: object[] } | null) => {
  if (!problem) return null;
  const row = isKnown(problem.code) ? problems[problem.code] : problems['server.fault'];
  const messages = problem.errors.flatMap((error) => ('message' in error ? [String(error.message)] : []));
  return { title: row.title, detail: problem.detail ?? row.detail, messages };
};

const errorsOf = async (ctx: Ctx, id: string, after: string | undefined) => {
  if (!ctx.actor.may.has('batch.errors')) return { items: [], next: null };
  const { items, next } = await showBatchErrors(ctx, id, { limit: ERRORS_LISTED, after });
  const shown = items.map(
    ({ row, verdict, errors, values }): RowError => ({
      row,
      verdict,
      faults: errors.map(({ column, code, message }) => ({
        column: column ?? null,
        value: (column && values?.[column]) || null,
        code,
        message,
      })),
    }),
  );
  return { items: shown, next };
};

const drawBatch = async (c: Context<Env>, id: string, refusal: Refusal = untouched) => {
  const ctx = c.get('ctx');
  const batch = batchOut(await showBatch(ctx, id));
  const errors = await errorsOf(ctx, id, c.req.query('after'));
  const may = (step: BatchStep, permission: 'batch.cancel' | 'batch.confirm') =>
    ctx.actor.may.has(permission) && stepBatch(batch.status, step).ok;
  const hasErrors = refusal.faults.length > 0;
  const body = (
    <BatchView
      batch={{ ...batch, problem: shownProblem(batch.problem) }}
      errors={errors.items}
      moreErrors={errors.next}
      names={names}
      refusal={refusal}
      may={{
        cancel: may('cancel', 'batch.cancel'),
        confirm: may('confirm', 'batch.confirm'),
        errors: ctx.actor.may.has('batch.errors'),
      }}
    />
  );
  const refreshAfter = isUnderWay(batch.status) ? REFRESH_WITHOUT_SCRIPT_SECONDS : undefined;
  return draw(c, { title: '报送批次', body, hasErrors, refreshAfter }, hasErrors ? 422 : 200);
};

const step = async (c: Context<Env>, id: string, verb: (ctx: Ctx, id: string) => Promise<unknown>) => {
  const done = await tried({}, { labels: {} }, () => verb(c.get('ctx'), id));
  return done.ok ? c.redirect(`/desk/batches/${id}`, 303) : drawBatch(c, id, done.refusal);
};

// Every refusal of an upload speaks of the file.
const uploadWords = {
  labels: { file: '选择文件' },
  fields: {
    'batch.empty': 'file',
    'batch.format': 'file',
    'batch.header': 'file',
    'batch.too-large': 'file',
    'batch.encoding': 'file',
    'batch.unreadable': 'file',
    'batch.upload-broken': 'file',
  },
} as const;

const ID = '{[0-9a-f-]{36}}';

export const batchPages = pages()
  .get('/batches', asks('batch.list'), async (c) => {
    const ctx = c.get('ctx');
    const { items, next } = await searchBatches(ctx, { limit: LISTED, after: c.req.query('after') });
    const body = <BatchDeskView choices={own(ctx)} batches={items.map(batchOut)} names={names} next={next} />;
    return draw(c, { title: '数据报送', body });
  })
  .get('/batches/new', asks('batch.submit'), (c) => drawUpload(c, c.req.query('catalog') ?? ''))
  .post('/batches', asks('batch.submit'), async (c) => {
    const { catalog, mode } = parsed(SubmitQuery, c.req.query());
    const done = await tried({}, uploadWords, () =>
      submitBatch(c.get('ctx'), {
        catalog,
        mode,
        contentType: c.req.header('content-type') ?? '',
        contentLength: Number(c.req.header('content-length')) || null,
        fileName: null,
        body: c.req.raw.body,
      }),
    );
    if (!done.ok) return drawUpload(c, catalog, done.refusal);
    return c.redirect(`/desk/batches/${done.value.id}`, 303);
  })
  .get(`/batches/:id${ID}`, asks('batch.list'), (c) => drawBatch(c, c.req.param('id')))
  .post(`/batches/:id${ID}/cancel`, asks('batch.cancel'), (c) => step(c, c.req.param('id'), cancelBatch))
  .post(`/batches/:id${ID}/confirm`, asks('batch.confirm'), (c) => step(c, c.req.param('id'), confirmBatch));
