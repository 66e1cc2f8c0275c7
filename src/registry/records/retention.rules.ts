import type { Day } from '../../kernel/day.ts';
import { catalogs } from '../../law/catalogs/catalog-list.ts';
import type { RecordState } from './record.rules.ts';

export type Retained = {
  state: RecordState;
  isNegative: boolean;
  retainedUntil: Day | null;
};
// severe: the days on which the subject's severe listings are over, those in force only; null has no such
// day. isKeptWhileListed: the setting retention.while-listed.
export type RetentionLaw = { severe: readonly (Day | null)[]; isKeptWhileListed: boolean };

const keeping: readonly RecordState[] = ['live', 'unpublished'];

// The first day on which nobody may be served the record; null where no end is known. Dates alone decide:
// whether the jobs of the night have run changes nothing. A negative record is kept while its subject stands
// on a list of severe discreditors; a listing whose own day has come holds nothing, though no job has ended
// it yet.
// Basis: 征信业管理条例第十六条；本市设定，参照浙江省公共信用信息管理条例第十六条、河南省社会信用条例第十九条
export const servedUntil = (record: Retained, law: RetentionLaw, today: Day): Day | null => {
  const { state, isNegative, retainedUntil } = record;
  const isOver = retainedUntil !== null && retainedUntil <= today;
  const isHeldByLists = isOver && isNegative && keeping.includes(state) && law.isKeptWhileListed;
  if (!isHeldByLists) return retainedUntil;
  return law.severe.some((dueOn) => dueOn === null) ? null : latest([retainedUntil, ...law.severe]);
};

export const isServed = (record: Retained, law: RetentionLaw, today: Day): boolean => {
  const end = servedUntil(record, law, today);
  return end === null || end > today;
};

const latest = (days: readonly (Day | null)[]): Day | null =>
  days.reduce((late, day) => (late === null || (day !== null && day > late) ? day : late), null);

const quoted = (words: readonly string[]) => words.map((word) => `'${word}'`).join(', ');
const negative = quoted(catalogs.flatMap(({ nature, code }) => (nature === 'negative' ? [code] : [])));

// The same two as SQL over a row of records: a page of a million rows cannot be sieved outside the database.
// test/store/retention.test.ts runs both over every combination. Here 'infinity' stands for an end that is
// not known.
export const servedUntilSql = (record: string, today: string): string => `(case
    when ${record}.retained_until <= ${today}
      and ${record}.state in (${quoted(keeping)})
      and ${record}.catalog in (${negative})
      and (select law.value from settings law
        where law.key = 'retention.while-listed' and law.valid_from <= ${today}
        order by law.valid_from desc limit 1) = '1'::jsonb
    then greatest(${record}.retained_until, (select max(coalesce(held.due_on, 'infinity')) from listings held
      where held.subject_id = ${record}.subject_id and held.kind = 'severe' and held.state = 'listed'))
    else ${record}.retained_until end)`;

export const isServedSql = (record: string, today: string): string =>
  `(${record}.retained_until is null or ${record}.retained_until > ${today}
    or ${servedUntilSql(record, today)} > ${today})`;
