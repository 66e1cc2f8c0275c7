import { granted, type Ruling, refused } from '../../kernel/ruling.ts';
import { countsAnew } from '../records/record.rules.ts';
import type { RecordRow } from '../records/record.table.ts';
import type { ListingRow } from './listing.table.ts';

type Ended = {
  listing: Pick<ListingRow, 'state' | 'subjectId'>;
  record: Pick<RecordRow, 'state' | 'subjectId' | 'heldListing'>;
};

// The decision itself fell, not only its term: the listing was revoked, or its record deleted after the
// repair.
export const hasFallen = ({ listing, record }: Ended): boolean =>
  listing.state === 'revoked' || countsAnew(record.state);

// Basis: 本市设定（已撤销、删除的决定，凭认定单位的文书恢复）
export const checkRestoration = (ended: Ended, documentNo: string | undefined): Ruling<void> => {
  const { listing, record } = ended;
  if (!hasFallen(ended)) return granted(undefined);
  if (!documentNo) return refused('listing.document-required');
  if (record.state === 'archived')
    return refused('listing.wrong-stage', '该记录已过保存期限并归档，不能恢复；另有新决定的，请另行报送。');
  if (record.subjectId !== listing.subjectId)
    return refused('listing.wrong-stage', '该记录现已更正为另一主体，不能恢复；另有新决定的，请另行报送。');
  if (record.heldListing?.ended)
    return refused(
      'listing.wrong-stage',
      '该记录最近一次报送已载明移出；请先报送不含移出的内容，再办理恢复。',
    );
  return granted(undefined);
};
