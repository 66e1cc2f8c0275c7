import { dayOf } from '../kernel/day.ts';
import { checkIdentifier, type IdentifierType, isPersonIdentifier, maskCode } from '../kernel/identifiers.ts';
import { Problem } from '../kernel/problems.ts';
import { look } from '../platform/act.ts';
import type { Ctx } from '../platform/deps.ts';
import { lookupOf } from '../subjects/subject-lookup.ts';
import type { FileQuery } from './file.schema.ts';
import {
  type FileListing,
  type FileRecord,
  findFileSubject,
  listingsKnownAt,
  recordsKnownAt,
} from './file.store.ts';
import { disputesKnownAt, repairsKnownAt } from './file-case.store.ts';

// The credit file of one subject, with the provenance of every record; the look is audited with its purpose.
export const showFile = async (ctx: Ctx, query: FileQuery) => {
  const today = dayOf(ctx.clock.now());
  const checked = checkIdentifier(query.subject.type, query.subject.code, { today });
  if (!checked.ok) throw new Problem('subject.identifier', { detail: checked.message });
  const { type, code } = checked.value;
  const at = query.asOf ?? ctx.clock.now().toISOString();
  const file = await look(ctx, 'file.query', async (tx) => {
    const subject = await findFileSubject(tx, lookupOf(ctx.vault, type, code));
    const audit = {
      subjectId: subject?.id ?? null,
      purpose: query.purpose,
      caseNo: query.caseNo ?? null,
      asOf: query.asOf ?? null,
    };
    if (!subject) return { value: null, audit };
    const records = await recordsKnownAt(tx, subject.id, at, today);
    const listings = await listingsKnownAt(tx, subject.id, at, today);
    const repairs = await repairsKnownAt(tx, subject.id, at, today);
    const disputes = await disputesKnownAt(tx, subject.id, at, today);
    return { value: { subject, records, listings, repairs, disputes }, audit };
  });
  if (!file) throw new Problem('subject.unknown');
  const { subject, records, listings, repairs, disputes } = file;
  return {
    subject: {
      kind: subject.kind,
      name: subject.name,
      formerNames: subject.former_names,
      identifiers: subject.identifiers.map((one) => ({
        type: one.type,
        code: shownCode(one, { type, code }),
      })),
      dissolvedOn: subject.dissolved_on,
    },
    asOf: at,
    records: records.map(shownRecord),
    listings: listings.filter(({ kind }) => kind === 'severe').map(shownListing),
    honours: listings.filter(({ kind }) => kind === 'honour').map(shownListing),
    repairs,
    disputes,
  };
};

// A person's other numbers stay sealed: the file says only that they exist.
const shownCode = (
  one: { type: string; code: string | null },
  asked: { type: IdentifierType; code: string },
) =>
  one.code ??
  (one.type === asked.type && isPersonIdentifier(asked.type) ? maskCode(asked.type, asked.code) : '******');

const shownRecord = (row: FileRecord) => ({
  id: row.id,
  catalog: row.catalog,
  sourceNo: row.source_no,
  version: row.version,
  state: row.state,
  class: row.class,
  decidedOn: row.decided_on,
  publishedUntil: row.published_until,
  authority: row.authority_name,
  isDisputed: row.is_disputed,
  fields: row.fields,
  provenance: {
    agency: row.agency_name,
    batchId: row.batch_id,
    row: row.batch_row,
    documentNo: row.document_no,
    knownFrom: row.known_from,
  },
});

const shownListing = (row: FileListing) => ({
  id: row.id,
  list: row.list,
  state: row.state,
  authority: row.authority_name,
  documentNo: row.document_no,
  reason: row.reason,
  listedOn: row.listed_on,
  dueOn: row.due_on,
  endedOn: row.ended_on,
  isDisputed: row.is_disputed,
});
