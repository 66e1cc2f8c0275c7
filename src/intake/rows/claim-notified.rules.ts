import type { NotifiedRow } from '../../registry/listings/listing.table.ts';
import type { Taken } from '../../registry/subjects/resolve.rules.ts';
import type { PreparedRow } from '../reading/prepared-row.rules.ts';
import { resolveSubject, type Subject } from './row-decision.rules.ts';

type Files = { subjects: ReadonlyMap<string, Subject>; taken: Taken };
export type Claims = ReadonlyMap<string, NotifiedRow>;

// Finds the rows that make the decision announced by a prior notice. A row claims one notice: that of its own
// number before one that a merge brought.
export const claimNotified = (
  rows: readonly PreparedRow[],
  files: Files,
  notified: readonly NotifiedRow[],
): Claims => {
  const claims = new Map<string, NotifiedRow>();
  const claimed = new Set<number>();
  for (const row of rows) {
    const { subject, doubt } = resolveSubject(row, files);
    if (!subject || doubt !== null || row.draft.listing === null) continue;
    const open = notified.filter(({ id, subjectId }) => subjectId === subject.id && !claimed.has(id));
    const own = open.find((one) => (one.originId ?? one.subjectId) === subject.originId) ?? open[0];
    if (!own) continue;
    claims.set(row.sourceNo, own);
    claimed.add(own.id);
  }
  return claims;
};
