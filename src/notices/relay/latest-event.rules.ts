/** The latest event of a listing, as SQL: a lateral table beside one of listings. */
export const latestEventOf = (listing: string): string => `(
  select * from events
  where subject_id = ${listing}.subject_id and (payload ->> 'listingId')::bigint = ${listing}.id
  order by subject_seq desc
  limit 1)`;
