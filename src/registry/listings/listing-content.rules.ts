import type { ListingDraft } from '../../law/catalogs/catalog.ts';
import type { NewListing } from './listing.table.ts';
import type { ListingMove } from './listing-move.rules.ts';

type FromRecord = Pick<
  NewListing,
  'list' | 'subjectId' | 'originId' | 'agencyId' | 'recordId' | 'authorityName' | 'documentNo'
> & { decidedOn: NewListing['listedOn'] };

// A listing says what its record says, in the state that the move leaves it in. A record that no longer lists
// anybody leaves the day of its decision.
export const listingContent = (
  record: FromRecord,
  draft: ListingDraft | null,
  { state, ended }: Pick<ListingMove, 'state' | 'ended'>,
): NewListing => ({
  list: record.list,
  kind: draft?.kind ?? 'severe',
  subjectId: record.subjectId,
  originId: record.originId,
  agencyId: record.agencyId,
  recordId: record.recordId,
  state,
  listedOn: draft?.listedOn ?? record.decidedOn,
  dueOn: draft?.dueOn ?? null,
  measuresUntil: draft?.measuresUntil ?? null,
  endedOn: ended?.on ?? null,
  endGround: ended?.ground ?? null,
  removalGround: ended?.removal ?? null,
  authorityName: record.authorityName,
  documentNo: record.documentNo,
  reason: draft?.reason ?? '',
});
