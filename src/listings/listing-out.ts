import type { ListedRow } from './listing.store.ts';
import { type Identity, shownSubject } from './listing-event.rules.ts';

export const listingOut = (row: ListedRow, subject: Identity) => ({
  id: row.id,
  list: row.list,
  kind: row.kind,
  state: row.state,
  subject: shownSubject(subject),
  region: row.region,
  authority: row.authorityName,
  documentNo: row.documentNo,
  reason: row.reason,
  listedOn: row.listedOn,
  dueOn: row.dueOn,
  endedOn: row.endedOn,
  endGround: row.endGround,
  disputed: row.isDisputed,
  version: row.version,
  changedAt: new Date(row.knownFrom).toISOString(),
});
