export type DutyKind = 'lift' | 'execute' | 'inform';

type NoticeOfListing = { isLift: boolean; isSuperseded: boolean; hasMeasures: boolean; suspends: boolean };

const asksForMeasures = ({ isLift, isSuperseded, hasMeasures }: NoticeOfListing) =>
  !isLift && !isSuperseded && hasMeasures;

// A listing asks a department once for its measures: a later notice asks for a receipt only, unless it is the
// first with measures since the last lift or stay. `earlier` are the notices of the same listing to the same
// subscription, oldest first.
export const dutyKind = (
  notice: Pick<NoticeOfListing, 'isLift' | 'hasMeasures'>,
  earlier: readonly NoticeOfListing[],
): DutyKind => {
  if (notice.isLift) return 'lift';
  const sinceLift = earlier.slice(earlier.findLastIndex(({ isLift, suspends }) => isLift || suspends) + 1);
  return notice.hasMeasures && !sinceLift.some(asksForMeasures) ? 'execute' : 'inform';
};

// The same as SQL over a row of notices: duties are opened by the thousand. test/store/duty-kind.test.ts runs
// both.
export const dutyKindSql = (n: string): string => `case
    when ${n}.type like '%.removed' then 'lift'
    when jsonb_array_length(${n}.measures) > 0 and not exists (
      select from notices p
      where p.subscription_id = ${n}.subscription_id and p.listing_id = ${n}.listing_id and p.seq < ${n}.seq
        and p.type not like '%.removed' and p.superseded_by is null and jsonb_array_length(p.measures) > 0
        and not exists (
          select from notices l
          where l.subscription_id = ${n}.subscription_id and l.listing_id = ${n}.listing_id
            and (l.type like '%.removed' or l.suspends) and l.seq between p.seq and ${n}.seq))
    then 'execute'
    else 'inform' end`;
