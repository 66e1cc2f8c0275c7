import type { ListedRow } from './listing.store.ts';
import { type Identity, shownSubject } from './listing-event.rules.ts';
import type { NotifiedListing } from './prior-notice.store.ts';

// A revoked listing is as if it had never been: who keeps a copy learns only which one to erase.
// Basis: 国办发〔2020〕49号第九条; domain.md §3.3
const wordsOf = (row: Pick<ListedRow, 'state' | 'documentNo' | 'reason' | 'endGround'>, seesAll: boolean) =>
  row.state === 'revoked' && !seesAll
    ? { documentNo: null, reason: null, endGround: null }
    : { documentNo: row.documentNo, reason: row.reason, endGround: row.endGround };

type ShownRow = ListedRow | NotifiedListing;

export const listingOut = (row: ShownRow, subject: Identity, seesAll: boolean) => ({
  id: row.id,
  list: row.list,
  kind: row.kind,
  state: row.state,
  subject: shownSubject(subject),
  region: row.region,
  authority: row.authorityName,
  ...wordsOf(row, seesAll),
  listedOn: row.listedOn,
  dueOn: row.dueOn,
  measuresUntil: row.measuresUntil,
  measuresEndedOn: row.measuresEndedOn,
  endedOn: row.endedOn,
  disputed: row.isDisputed,
  version: row.version,
  changedAt: new Date(row.knownFrom).toISOString(),
});
