import type { Catalog } from '../../law/catalogs/catalog.ts';
import { listingContent } from '../../registry/listings/listing-content.rules.ts';
import type { ListingMove } from '../../registry/listings/listing-move.rules.ts';
import { contradictedKeys } from '../../registry/subjects/resolve.rules.ts';
import type { NamedRelation } from '../../registry/subjects/subject.table.ts';
import type { PreparedRow } from '../reading/prepared-row.rules.ts';
import type { Resolution, RowDecision, Subject } from './row-decision.rules.ts';

// One row whose decision changes the registry, with the subject it belongs to.
export type RowChange = {
  row: PreparedRow;
  subject: Subject;
  resolution: Resolution;
  decision: Extract<RowDecision, { verdict: 'accepted' | 'corrected' | 'held' }>;
};
// On a merged file a record keeps the subject that it was made for.
const standingOf = ({ id, originId }: Subject) => ({
  subjectId: id,
  originId: originId === id ? null : originId,
});

export const recordContent = (
  { row, subject, decision }: RowChange,
  { fields, sealed }: { fields: Readonly<Record<string, string>>; sealed: string | null },
) => ({
  sourceNo: row.sourceNo,
  ...standingOf(subject),
  state: decision.state,
  class: row.draft.class,
  documentNo: row.draft.documentNo,
  authorityName: row.draft.authorityName,
  authorityUscc: row.draft.authorityUscc,
  decidedOn: row.draft.decidedOn,
  publishedUntil: row.draft.publishedUntil,
  retainedUntil: row.draft.retainedUntil,
  fields,
  sealed,
  contentHash: row.contentHash,
  rowPrint: row.print,
  holdCode: decision.doubt?.code ?? null,
  heldListing: decision.state === 'held' ? row.draft.listing : null,
  batchRow: row.rowNo,
});

// A change leaves traces on the subjects' files: new identifiers, other names, related persons, and the doubt
// whether two files are one subject.
export const subjectTraces = (
  changes: readonly RowChange[],
  known: ReadonlyMap<string, Subject>,
  { isRegistration }: { isRegistration: boolean },
) => {
  const certain = changes.filter(({ decision }) => decision.doubt === null);
  return {
    identifiers: certain.flatMap((change) => [
      ...change.resolution.missing.map((identifier) => ({ ...standingOf(change.subject), identifier })),
      ...impliedOf(change, known),
    ]),
    names: certain.flatMap(namesOf),
    links: certain.flatMap((change) => linksOf(change, known)),
    candidates: certain.flatMap(({ subject, resolution, row }) =>
      [...resolution.others, ...doubtfulFiles(row, known, isRegistration)]
        .filter(({ id, kind }) => id !== subject.id && (kind === 'person') === (subject.kind === 'person'))
        .map(({ originId }) => ({
          firstId: subject.originId,
          secondId: originId,
          ground: 'identifiers' as const,
        })),
    ),
  };
};

// Files that may be the row's subject, and to which it is not joined: of a passport's number without its
// country, and of the organisation code that a registration names beside a credit code that holds another.
const doubtfulFiles = (
  { identifiers }: PreparedRow,
  known: ReadonlyMap<string, Subject>,
  isRegistration: boolean,
): Subject[] => [
  ...identifiers.flatMap(({ alike = [] }) => alike.flatMap((lookup) => known.get(lookup) ?? [])),
  ...(isRegistration ? contradictedKeys(identifiers) : []).flatMap(({ lookup }) => known.get(lookup) ?? []),
];

const impliedOf = ({ subject, row }: RowChange, known: ReadonlyMap<string, Subject>) => [
  ...row.identifiers.flatMap(({ implied }) =>
    implied ? [{ ...standingOf(subject), identifier: implied }] : [],
  ),
  ...row.related.flatMap(({ identifier }) => {
    const related = known.get(identifier.lookup);
    return identifier.implied && related ? [{ ...standingOf(related), identifier: identifier.implied }] : [];
  }),
];

const namesOf = ({ subject, resolution, row }: RowChange) => {
  if (resolution.nameOnFile === null) return [];
  const { name } = row.draft.subject;
  const { id, originId, kind } = subject;
  return [...new Set([originId, id])].map((subjectId) => ({
    subjectId,
    kind,
    name,
    isCopy: subjectId !== originId,
  }));
};

// Both ends are linked as they are; where one is merged, the files in force are linked too.
const linksOf = ({ subject, row }: RowChange, known: ReadonlyMap<string, Subject>) =>
  row.related.flatMap(({ role, identifier }) => {
    const related = known.get(identifier.lookup);
    if (!related || related.id === subject.id) return [];
    const own = { subjectId: subject.originId, relatedId: related.originId, role, isCopy: false };
    const counted = { subjectId: subject.id, relatedId: related.id, role, isCopy: true };
    const isMerged = own.subjectId !== counted.subjectId || own.relatedId !== counted.relatedId;
    return isMerged ? [own, counted] : [own];
  });

// The person that each registration names: with the document that it gives, or by the name alone.
export const namedRelations = (
  changes: readonly RowChange[],
  known: ReadonlyMap<string, Subject>,
): NamedRelation[] =>
  changes.flatMap((change): NamedRelation[] => {
    const { row, subject, decision } = change;
    const name = row.draft.fields.legalRepresentative;
    if (decision.doubt !== null || name === undefined) return [];
    const about = { name, on: row.draft.decidedOn };
    const links = linksOf(change, known);
    if (links.length > 0)
      return links.map(({ subjectId, relatedId, role }) => ({ ...about, subjectId, relatedId, role }));
    const role = subject.kind === 'individual-business' ? 'operator' : 'legal-representative';
    return [...new Set([subject.originId, subject.id])].map((subjectId) => ({
      ...about,
      subjectId,
      relatedId: null,
      role,
    }));
  });

type Place = { catalog: Catalog; agencyId: number; recordId: number };

export const listingOfRow = (
  { row: { draft }, subject }: RowChange,
  move: ListingMove,
  { catalog, agencyId, recordId }: Place,
) =>
  listingContent(
    { ...draft, ...standingOf(subject), list: catalog.code, agencyId, recordId },
    draft.listing,
    move,
  );

export const identityOf = ({ row, subject }: RowChange) => {
  const speaking = row.identifiers.find(({ type }) => type === 'uscc') ?? row.identifiers[0];
  return { ...subject, type: speaking.type, code: speaking.code };
};
