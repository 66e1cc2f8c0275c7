import type { SubjectIdentity } from '../subjects/subject.table.ts';
import type { ListedRow } from './listing.store.ts';
import { shownSubject, wordsOf } from './listing-event.rules.ts';
import type { NotifiedListing } from './prior-notice.store.ts';

type ShownRow = ListedRow | NotifiedListing;

export const listingOut = (row: ShownRow, subject: SubjectIdentity, seesAll: boolean) => ({
  id: row.id,
  list: row.list,
  kind: row.kind,
  state: row.state,
  subject: shownSubject(subject),
  region: row.region,
  authority: row.authorityName,
  ...wordsOf(seesAll ? { ...row, state: 'listed' } : row),
  listedOn: row.listedOn,
  dueOn: row.dueOn,
  measuresUntil: row.measuresUntil,
  measuresEndedOn: row.measuresEndedOn,
  endedOn: row.endedOn,
  removalGround: row.removalGround,
  disputed: row.flags.includes('disputed'),
  flags: row.flags,
  version: row.version,
  changedAt: new Date(row.knownFrom).toISOString(),
});
