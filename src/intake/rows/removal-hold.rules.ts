import type { Day } from '../../kernel/day.ts';
import type { Fault } from '../../kernel/problems.ts';
import type { RecordDraft } from '../../law/catalogs/catalog.ts';
import { removalOf } from '../../law/catalogs/lists/listing-end.rules.ts';
import { removalDoubt } from '../../law/rulebook/removal.rules.ts';
import { FALSE_COMMITMENT } from '../../law/rulebook/removal-ground.ts';
import { UNSTATED } from '../../law/rulebook/removal-grounds.ts';
import { isLive, type ListingState } from '../../registry/listings/listing.rules.ts';
import type { HeldRemoval } from '../../registry/records/held-removal.rules.ts';
import type { PreparedRow } from '../reading/prepared-row.rules.ts';

export type RowLaw = { catalog: string; today: Day; setting: (key: string) => number };

/**
 * The removal that a row says and that waits for the registrar; null: it says none, or it is taken. A listing
 * that ended before is not judged again.
 */
export const removalHold = (
  { draft, contentHash }: PreparedRow,
  listing: ListingState | null,
  { catalog, today, setting }: RowLaw,
): HeldRemoval | null => {
  if (listing !== null && listing !== 'notified' && !isLive(listing)) return null;
  const ended = draft.listing ? draft.listing.ended : endOfPromise(catalog, draft);
  if (!ended) return null;
  const about = {
    list: catalog,
    ground: ended.removal ?? UNSTATED,
    listedOn: draft.listing?.listedOn ?? draft.decidedOn,
    dueOn: draft.listing?.dueOn ?? null,
    measuresUntil: draft.listing?.measuresUntil ?? null,
    correctedOn: ended.correctedOn ?? null,
  };
  const doubt = removalDoubt(about, { setting, today });
  if (!doubt) return null;
  const { on, state: end, ground: words } = ended;
  return {
    ...doubt,
    door: 'row',
    print: contentHash,
    ground: removalOf(ended),
    words,
    on,
    documentNo: null,
    end,
    correctedOn: about.correctedOn,
  };
};

// A promise made good is the one end of a record that the table of grounds has too.
const endOfPromise = (catalog: string, { ended }: RecordDraft) =>
  catalog === FALSE_COMMITMENT && ended?.state === 'repaired'
    ? { ...ended, state: 'repaired' as const, removal: 'corrected' }
    : null;

const REMOVAL_COLUMNS = [
  'removedOn',
  'removalReason',
  'removalGround',
  'correctedOn',
  'removedBy',
  'repairedOn',
];

/**
 * The row without its removal, as it stands until the registrar has decided. It is no row that could come
 * again.
 */
export const standingRow = (row: PreparedRow): PreparedRow => {
  const { listing, fields, standing, ...draft } = row.draft;
  return {
    ...row,
    print: null,
    contentHash: `held ${row.contentHash}`,
    draft: {
      ...draft,
      ...standing,
      listing: listing && { ...listing, ended: null },
      ended: null,
      fields: Object.fromEntries(Object.entries(fields).filter(([name]) => !REMOVAL_COLUMNS.includes(name))),
    },
  };
};

export const holdFault = ({ code, message }: HeldRemoval): Fault => ({ code, message });
