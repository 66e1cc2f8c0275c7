import type { Context } from 'hono';
import { Problem } from '../../kernel/problems.ts';
import { findCatalog } from '../../law/catalogs/catalog-list.ts';
import { type Refusal, untouched } from '../../platform/web/form.view.tsx';
import type { Env } from '../../platform/web/http.ts';
import { formOf, parsed, tried } from '../../platform/web/page-form.ts';
import { asks, draw, pages } from '../../platform/web/pages.ts';
import { RestorationIn } from '../../registry/listings/listing.schema.ts';
import { restoreListing } from '../../registry/listings/restore-listing.ts';
import { endText } from '../../registry/records/fallen-decision.rules.ts';
import { AdmissionIn, RecordId, recordOut } from '../../registry/records/record.schema.ts';
import type { RecordRow } from '../../registry/records/record.table.ts';
import { refuseRecord } from '../../registry/records/refuse-record.ts';
import { searchHeldRecords } from '../../registry/records/search-held-records.ts';
import { showHeldRecord } from '../../registry/records/show-held-record.ts';
import { admitRecord } from './admit-record.ts';
import { type HeldFull, HeldListView, HeldRecordView } from './held-record.view.tsx';

const LISTED = 50;
const formWords = {
  labels: { documentNo: '文书号', ground: '恢复的理由' },
  fields: { 'listing.document-required': 'documentNo' },
} as const;
const matters = {
  removal: '移出待确认',
  fallen: '决定已终止，再次报送',
  doubtful: '报送的行有疑点',
} as const;

const kindOf = ({ heldRemoval, fallen }: RecordRow) =>
  heldRemoval ? 'removal' : fallen ? 'fallen' : 'doubtful';

const lineOf = (row: RecordRow) => {
  const { id, subject, documentNo, agency, knownFrom } = recordOut(row);
  const catalogName = findCatalog(row.catalog)?.name ?? row.catalog;
  const what = matters[kindOf(row)];
  return { id, catalogName, subjectName: subject.name, documentNo, what, agency, knownFrom };
};

const fullOf = ({ record, ended }: Awaited<ReturnType<typeof showHeldRecord>>): HeldFull => {
  const shown = recordOut(record);
  const { sourceNo, authorityName, decidedOn, batch, row, fields } = shown;
  const known = findCatalog(record.catalog)?.fields ?? [];
  return {
    ...lineOf(record),
    ...{ sourceNo, authorityName, decidedOn, batch, row },
    kind: kindOf(record),
    why: record.heldRemoval?.message ?? shown.holdReason ?? '',
    removal: record.heldRemoval && {
      ...record.heldRemoval,
      isEarly: record.heldRemoval.code === 'row.removal-too-early',
    },
    fallen: record.fallen && endText(record.fallen),
    endedListing: ended ?? null,
    fields: known.flatMap(({ name, header }) => (fields[name] ? [[header, fields[name]] as const] : [])),
  };
};

const idOf = (c: Context<Env>): number => {
  const read = RecordId.safeParse({ id: c.req.param('id') });
  if (!read.success) throw new Problem('record.unknown');
  return read.data.id;
};

const drawOne = async (c: Context<Env>, refusal: Refusal = untouched) => {
  const record = fullOf(await showHeldRecord(c.get('ctx'), idOf(c)));
  const hasErrors = refusal.faults.length > 0;
  const body = <HeldRecordView record={record} refusal={refusal} />;
  return draw(c, { title: record.what, body, hasErrors }, hasErrors ? 422 : 200);
};

// A colleague may have settled it meanwhile: that is told on a page of its own.
const answer = async (
  c: Context<Env>,
  step: (id: number, input: Record<string, unknown>) => Promise<unknown>,
) => {
  const { typed, input } = await formOf(c);
  const id = idOf(c);
  const done = await tried(typed, formWords, () => step(id, input));
  return done.ok ? c.redirect('/desk/held-records', 303) : drawOne(c, done.refusal);
};

const restore = async (c: Context<Env>, id: number, input: Record<string, unknown>) => {
  const decision = parsed(c.get('ctx'), RestorationIn.required({ documentNo: true }), input);
  const { ended } = await showHeldRecord(c.get('ctx'), id);
  if (!ended) throw new Problem('listing.unknown');
  return restoreListing(c.get('ctx'), ended.id, decision);
};

export const heldRecordPages = pages()
  .get('/held-records', asks('record.list-held'), async (c) => {
    const query = { limit: LISTED, ...(c.req.query('after') && { after: c.req.query('after') }) };
    const { items, next } = await searchHeldRecords(c.get('ctx'), query);
    return draw(c, { title: '待核实', body: <HeldListView records={items.map(lineOf)} next={next} /> });
  })
  .get('/held-records/:id', asks('record.list-held'), (c) => drawOne(c))
  .post('/held-records/:id/admit', asks('record.admit'), (c) =>
    answer(c, (id, input) => admitRecord(c.get('ctx'), id, parsed(c.get('ctx'), AdmissionIn, input))),
  )
  .post('/held-records/:id/refuse', asks('record.refuse'), (c) =>
    answer(c, (id) => refuseRecord(c.get('ctx'), id)),
  )
  .post('/held-records/:id/restore', asks('record.list-held'), (c) =>
    answer(c, (id, input) => restore(c, id, input)),
  );
