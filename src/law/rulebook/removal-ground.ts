import { type Day, day } from '../../kernel/day.ts';

// The day from which a ground's wait runs. ban: the wait is over on the day on which the measures end; term:
// on the day on which the listing does; none: there is no wait.
export type RemovalStart = 'listing' | 'correction' | 'ban' | 'term' | 'none';
// Listed on EXAMPLE_LISTED: on the day `when` a removal by this ground is taken, or held for the registrar.
export type RemovalExample = {
  correctedOn?: Day;
  measuresUntil?: Day;
  dueOn?: Day;
  when: Day;
  then: 'taken' | 'held';
};
export type RemovalGround = {
  code: string;
  text: string;
  aliases: readonly string[];
  startsFrom: RemovalStart;
  // The thing that the applicant must have done, in the words of the way back; absent: nothing that one
  // applies for.
  condition?: string;
  // The first value of the setting list.<code>.removal.<ground>.wait.
  waitMonths: number;
  evidence: string;
  grantedBy: string;
  // While it waits to be confirmed, the measures rest; it never ends the listing by itself.
  suspends?: true;
  basis: string;
  examples: readonly RemovalExample[];
};

export const EXAMPLE_LISTED = day('2026-03-02');
export const AUTHORITY = '作出列入决定的机关';
export const FALSE_COMMITMENT = 'false-commitment';
export const NATIONAL_49 = '国办发〔2020〕49号第（八）项';
export const SEVERE_CLASS_22 = '国办发〔2025〕22号第二条：严重类最短公示期一年';

type About = Pick<RemovalGround, 'text' | 'basis' | 'evidence' | 'examples'> & Partial<RemovalGround>;
export const removalBy = (code: string, about: About): RemovalGround => ({
  code,
  aliases: [],
  startsFrom: 'none',
  waitMonths: 0,
  grantedBy: AUTHORITY,
  ...about,
});
export const exampleAt = (
  when: string,
  then: RemovalExample['then'],
  more: Omit<RemovalExample, 'when' | 'then'> = {},
) => ({
  ...more,
  when: day(when),
  then,
});
export const takenAtOnce = [exampleAt('2026-03-03', 'taken')];
