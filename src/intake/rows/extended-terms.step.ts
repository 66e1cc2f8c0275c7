import { findTermChanges } from '../../registry/listings/listing-versions.store.ts';
import type { PreparedRow } from '../reading/prepared-row.rules.ts';
import { underExtension } from './extended-term.rules.ts';
import type { Run } from './intake.ts';
import type { Known } from './known-rows.step.ts';

// Read only for rows that say something new of a listing in force: an extension ends with its listing.
export const underExtendedTerms = async (
  run: Run,
  wave: readonly PreparedRow[],
  { records, listings }: Known,
): Promise<readonly PreparedRow[]> => {
  const listingOf = ({ sourceNo }: PreparedRow) => {
    const found = listings.get(records.get(sourceNo)?.id ?? 0);
    return found?.state === 'listed' ? found : undefined;
  };
  const ids = wave.flatMap((row) => (row.draft.listing ? (listingOf(row)?.id ?? []) : []));
  const changes = ids.length > 0 ? await findTermChanges(run.tx, ids) : [];
  if (changes.length === 0) return wave;
  const byListing = Map.groupBy(changes, ({ listingId }) => listingId);
  return wave.map((row) => {
    const listing = listingOf(row);
    const ofListing = listing && byListing.get(listing.id);
    return ofListing ? underExtension(row, { listing, changes: ofListing }, run.context) : row;
  });
};
