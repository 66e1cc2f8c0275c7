import type { Context } from 'hono';
import { isKeyOf } from '../../kernel/own-keys.ts';
import { type ProblemCode, problems } from '../../kernel/problems.ts';
import { catalogNames, catalogs } from '../../law/catalogs/catalog-list.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { type Refusal, untouched } from '../../platform/web/form.view.tsx';
import type { Env } from '../../platform/web/http.ts';
import { tried } from '../../platform/web/page-form.ts';
import { asks, draw, pages, UUID } from '../../platform/web/pages.ts';
import { type BatchStep, stepBatch } from './batch.rules.ts';
import { batchOut } from './batch.schema.ts';
import { BatchDeskView } from './batch.view.tsx';
import { BatchView, type RowError } from './batch-progress.view.tsx';
import { isUnderWay } from './batch-words.rules.ts';
import { cancelBatch } from './cancel-batch.ts';
import { confirmBatch } from './confirm-batch.ts';
import { searchBatches } from './search-batches.ts';
import { showBatch } from './show-batch.ts';
import { showBatchErrors } from './show-batch-errors.ts';

const LISTED = 20;
const ERRORS_LISTED = 50;
const REFRESH_WITHOUT_SCRIPT_SECONDS = 3;

const own = (ctx: Ctx) =>
  ctx.actor.may.has('batch.submit')
    ? catalogs.filter(({ code }) => ctx.actor.agency?.catalogs.includes(code))
    : [];

const isKnown = (code: string): code is ProblemCode => isKeyOf(problems, code);

const shownProblem = (problem: { code: string; detail?: string; errors: object[] } | null) => {
  if (!problem) return null;
  const row = isKnown(problem.code) ? problems[problem.code] : problems['server.fault'];
  const messages = problem.errors.flatMap((error) => ('message' in error ? [String(error.message)] : []));
  return { title: row.title, detail: problem.detail ?? row.detail, messages };
};

// The registrar chooses the source first.
const reconciledAt = ({ actor }: Ctx, catalog: string) =>
  actor.agency?.catalogs.includes(catalog) ? `/desk/reconciliations/${catalog}` : '/desk/reconciliations';

const errorsOf = async (ctx: Ctx, id: string, after: string | undefined) => {
  if (!ctx.actor.may.has('batch.errors')) return { items: [], next: null };
  const { items, next } = await showBatchErrors(ctx, id, { limit: ERRORS_LISTED, after });
  const shown = items.map(
    ({ row, file, fileRow, verdict, errors }): RowError => ({
      row: file === null ? `${row}` : `${file} ${fileRow}`,
      verdict,
      faults: errors.map(({ column, value, code, message }) => ({
        column: column ?? null,
        value: value ?? null,
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
      batch={{
        ...batch,
        problem: shownProblem(batch.problem),
        reconciledAt: batch.reconciliation && reconciledAt(ctx, batch.catalog),
      }}
      errors={errors.items}
      moreErrors={errors.next}
      names={catalogNames}
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

export const batchPages = pages()
  .get('/batches', asks('batch.list'), async (c) => {
    const ctx = c.get('ctx');
    const { items, next } = await searchBatches(ctx, { limit: LISTED, after: c.req.query('after') });
    const body = (
      <BatchDeskView choices={own(ctx)} batches={items.map(batchOut)} names={catalogNames} next={next} />
    );
    return draw(c, { title: '数据报送', body });
  })
  .get(`/batches/:id${UUID}`, asks('batch.list'), (c) => drawBatch(c, c.req.param('id')))
  .post(`/batches/:id${UUID}/cancel`, asks('batch.cancel'), (c) => step(c, c.req.param('id'), cancelBatch))
  .post(`/batches/:id${UUID}/confirm`, asks('batch.confirm'), (c) =>
    step(c, c.req.param('id'), confirmBatch),
  );
