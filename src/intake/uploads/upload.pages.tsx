import type { Context } from 'hono';
import { type Fault, Problem } from '../../kernel/problems.ts';
import type { Catalog } from '../../law/catalogs/catalog.ts';
import { findCatalog } from '../../law/catalogs/catalog-list.ts';
import { type Refusal, untouched } from '../../platform/web/form.view.tsx';
import type { Env } from '../../platform/web/http.ts';
import { type Form, fitted, formOf, parsed, tried } from '../../platform/web/page-form.ts';
import { asks, draw, pages } from '../../platform/web/pages.ts';
import { limited } from '../../platform/web/rate-limit.ts';
import { MappingIn } from '../reading/column-mapping.schema.ts';
import { IGNORE, type UnknownColumn } from '../reading/column-mapping.view.tsx';
import { removeMapping } from '../reading/remove-mapping.ts';
import { saveMapping } from '../reading/save-mapping.ts';
import { showMapping } from '../reading/show-mapping.ts';
import { SubmitQuery } from './batch.schema.ts';
import { UploadView } from './batch.view.tsx';
import { submitBatch } from './submit-batch.ts';

const known = (code: string | undefined): Catalog => {
  const catalog = findCatalog(code ?? '');
  if (!catalog) throw new Problem('catalog.unknown');
  return catalog;
};

type Drawn = { refusal?: Refusal; unknown?: readonly UnknownColumn[]; isJustSaved?: boolean };

const drawUpload = async (
  c: Context<Env>,
  catalog: Catalog,
  { refusal = untouched, unknown = [], isJustSaved = false }: Drawn = {},
) => {
  const ctx = c.get('ctx');
  const isOwn = ctx.actor.agency?.catalogs.includes(catalog.code) ?? false;
  const saved = isOwn ? await showMapping(ctx, catalog.code) : undefined;
  const hasErrors = refusal.faults.length > 0;
  const body = (
    <UploadView
      catalog={catalog}
      maxUploadMb={Math.floor(ctx.config.maxUploadBytes / 1024 / 1024)}
      refusal={refusal}
      unknown={unknown}
      mapping={saved ? { version: saved.version, columns: saved.columns ?? {} } : null}
      isJustSaved={isJustSaved}
    />
  );
  return draw(c, { title: `上传：${catalog.name}`, body, hasErrors }, hasErrors ? 422 : 200);
};

// Every refusal of an upload speaks of the file.
const uploadWords = {
  labels: { file: '选择文件' },
  fields: {
    'batch.empty': 'file',
    'batch.format': 'file',
    'batch.archive': 'file',
    'batch.header': 'file',
    'batch.too-large': 'file',
    'batch.encoding': 'file',
    'batch.unreadable': 'file',
    'batch.upload-broken': 'file',
  },
} as const;

// A column name that was shortened or blotted out cannot be mapped.
const isWhole = (header: string) => !header.includes('…') && header.length < 40;

const unknownColumns = (faults: readonly Fault[]): UnknownColumn[] => {
  const found = new Map<string, UnknownColumn>();
  for (const { code, column, suggestion } of faults)
    if (code === 'header.unknown' && column && isWhole(column))
      found.set(column, { header: column, suggestion: suggestion ?? null });
  return [...found.values()];
};

const upload = async (c: Context<Env>) => {
  const { catalog, mode } = parsed(c.get('ctx'), SubmitQuery, c.req.query());
  let unknown: UnknownColumn[] = [];
  const done = await tried({}, uploadWords, () =>
    submitBatch(c.get('ctx'), {
      catalog,
      mode,
      contentType: c.req.header('content-type') ?? '',
      contentLength: Number(c.req.header('content-length')) || null,
      fileName: null,
      body: c.req.raw.body,
    }).catch((error) => {
      if (error instanceof Problem && error.code === 'batch.header') unknown = unknownColumns(error.errors);
      throw error;
    }),
  );
  if (!done.ok) return drawUpload(c, known(catalog), { refusal: done.refusal, unknown });
  return c.redirect(`/desk/batches/${done.value.id}`, 303);
};

// header.0 with field.0, and so on; a column without a choice is left as it is.
const chosenColumns = ({ typed }: Form): Record<string, string | null> =>
  Object.fromEntries(
    Object.entries(typed).flatMap(([name, header]) => {
      const field = name.startsWith('header.') ? typed[name.replace('header.', 'field.')] : undefined;
      return field ? [[header, field === IGNORE ? null : field] as const] : [];
    }),
  );

const offeredAgain = ({ typed }: Form): UnknownColumn[] =>
  Object.entries(typed).flatMap(([name, header]) =>
    name.startsWith('header.') ? [{ header, suggestion: null }] : [],
  );

const keepMapping = async (c: Context<Env>) => {
  const ctx = c.get('ctx');
  const catalog = known(c.req.query('catalog'));
  const form = await formOf(c);
  const done = await tried(form.typed, { labels: {}, fields: { 'mapping.invalid': 'field.0' } }, async () => {
    const saved = await showMapping(ctx, catalog.code);
    const { columns } = fitted(MappingIn, { columns: { ...saved?.columns, ...chosenColumns(form) } });
    return saveMapping(ctx, catalog.code, columns);
  });
  if (!done.ok) return drawUpload(c, catalog, { refusal: done.refusal, unknown: offeredAgain(form) });
  return c.redirect(`/desk/batches/new?catalog=${catalog.code}&saved=1`, 303);
};

export const uploadPages = pages()
  .get('/batches/new', asks('batch.submit'), (c) =>
    drawUpload(c, known(c.req.query('catalog')), { isJustSaved: c.req.query('saved') === '1' }),
  )
  .post('/batches', asks('batch.submit'), limited('uploads'), upload)
  .post('/batches/mapping', asks('mapping.save'), keepMapping)
  .post('/batches/mapping/remove', asks('mapping.remove'), async (c) => {
    const catalog = known(c.req.query('catalog'));
    await removeMapping(c.get('ctx'), catalog.code);
    return c.redirect(`/desk/batches/new?catalog=${catalog.code}`, 303);
  });
