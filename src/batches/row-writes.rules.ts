import type { Catalog } from '../catalogs/catalog.ts';
import { isPersonIdentifier } from '../kernel/identifiers.ts';
import type { ListingMove } from '../listings/listing-move.rules.ts';
import type { KeyedIdentifier, PreparedRow } from './prepared-row.rules.ts';
import type { Doubt, Resolution, RowDecision, Subject } from './row-decision.rules.ts';

// One row whose decision changes the registry, with the subject it belongs to.
export type RowChange = {
  row: PreparedRow;
  subject: Subject;
  resolution: Resolution;
  decision: Extract<RowDecision, { verdict: 'accepted' | 'corrected' | 'held' }>;
};
export type Newcomer = { identifier: KeyedIdentifier; kind: Subject['kind']; name: string; region: string };

// A person's region is that of the agency that speaks of them: the first digits of an identity number are private.
// Basis: GB 32100-2015 第 3–8 位为登记管理机关行政区划
const regionOf = (identifier: KeyedIdentifier, agencyRegion: string) =>
  identifier.type === 'uscc' ? identifier.code.slice(2, 8) : agencyRegion;

// Subjects that no identifier of theirs finds yet, each once.
export const newcomersIn = (
  rows: readonly PreparedRow[],
  known: ReadonlyMap<string, Subject>,
  agencyRegion: string,
): Newcomer[] => {
  const found = new Map<string, Newcomer>();
  const isFound = ({ lookup }: KeyedIdentifier) => known.has(lookup) || found.has(lookup);
  const add = (identifier: KeyedIdentifier, kind: Subject['kind'], name: string) =>
    found.set(identifier.lookup, { identifier, kind, name, region: regionOf(identifier, agencyRegion) });
  for (const { identifiers, related, draft } of rows) {
    if (!identifiers.some(isFound)) add(identifiers[0], draft.subject.kind, draft.subject.name);
    for (const { identifier, name } of related)
      if (!isFound(identifier))
        add(identifier, isPersonIdentifier(identifier.type) ? 'person' : 'organisation', name);
  }
  return [...found.values()];
};

export const recordContent = ({ row, subject, decision }: RowChange, sealed: string | null) => ({
  sourceNo: row.sourceNo,
  subjectId: subject.id,
  state: decision.state,
  class: row.draft.class,
  documentNo: row.draft.documentNo,
  authorityName: row.draft.authorityName,
  authorityUscc: row.draft.authorityUscc,
  decidedOn: row.draft.decidedOn,
  publishedUntil: row.draft.publishedUntil,
  retainedUntil: row.draft.retainedUntil,
  fields: row.draft.fields,
  sealed,
  contentHash: row.contentHash,
  holdCode: decision.doubt satisfies Doubt | null,
  heldListing: decision.state === 'held' ? row.draft.listing : null,
  batchRow: row.rowNo,
});

// What a change leaves on the subjects' files: identifiers not seen before, other names, related persons.
export const subjectTraces = (changes: readonly RowChange[], known: ReadonlyMap<string, Subject>) => {
  const certain = changes.filter(({ decision }) => decision.doubt === null);
  return {
    identifiers: certain.flatMap(({ subject, resolution }) =>
      resolution.missing.map((identifier) => ({ subjectId: subject.id, identifier })),
    ),
    names: certain.flatMap(({ subject, resolution, row }) =>
      resolution.nameOnFile === null ? [] : [{ subjectId: subject.id, name: row.draft.subject.name }],
    ),
    links: certain.flatMap(({ subject, row }) =>
      row.related.flatMap(({ role, identifier }) => {
        const related = known.get(identifier.lookup);
        return related && related.id !== subject.id
          ? [{ subjectId: subject.id, relatedId: related.id, role }]
          : [];
      }),
    ),
  };
};

type Place = { catalog: Catalog; agencyId: number; recordId: number };

export const listingContent = (
  { row, subject }: RowChange,
  move: ListingMove,
  { catalog, agencyId, recordId }: Place,
) => ({
  list: catalog.code,
  kind: row.draft.listing?.kind ?? ('severe' as const),
  subjectId: subject.id,
  agencyId,
  recordId,
  state: move.state,
  listedOn: row.draft.listing?.listedOn ?? row.draft.decidedOn,
  dueOn: row.draft.listing?.dueOn ?? null,
  endedOn: move.ended?.on ?? null,
  endGround: move.ended?.ground ?? null,
  authorityName: row.draft.authorityName,
  documentNo: row.draft.documentNo,
  reason: row.draft.listing?.reason ?? '',
});

export const identityOf = ({ row, subject }: RowChange) => {
  const speaking = row.identifiers.find(({ type }) => type === 'uscc') ?? row.identifiers[0];
  return { ...subject, type: speaking.type, code: speaking.code };
};
