import type { Day } from '../../kernel/day.ts';
import { type IdentifierType, isPersonIdentifier } from '../../kernel/identifiers.ts';
import type { Measure } from '../../law/measures/measure.rules.ts';
import { ask, columnAt, columnText, type DbRow, type Statement } from '../../platform/door/db.ts';
import type { TextSeal } from '../../platform/keys/sealed-text.ts';
import { businessOf } from '../../registry/records/operated.rules.ts';
import { isNewestRegistration, saidOf } from '../../registry/records/said.rules.ts';
import type { Lookups } from '../../registry/subjects/subject-lookup.ts';
import { appealedSql, appealsSql } from './appeal-fact.rules.ts';
import { doubtsSql, mayBeDoubted } from './doubt.rules.ts';
import { everySql, type FeedAge } from './feed-freshness.rules.ts';
import {
  addFact,
  type FlaggedFact,
  type FoundSubject,
  flaggedFact,
  foundSubject,
  type WeighedRecord,
} from './weighed-records.rules.ts';

// filed: the name as the tables keep it, by which they are asked.
export type AskedFor = {
  lookups: Lookups;
  name: string | null;
  filed: string | null;
  matter: string | null;
};

export const namedAs = (
  vault: TextSeal,
  type: string,
  name: string | null,
): Pick<AskedFor, 'name' | 'filed'> => ({
  name,
  filed: name !== null && isPersonIdentifier(type as IdentifierType) ? vault.sealText(name) : name,
});

export type Found = { ruleSetVersion: number | null; subjects: FoundSubject[] };

// One round trip for a whole group: the rules that count at this moment, the subject of each identifier, then
// the live facts of the subject and of those who answer for it. Without offset 0 a planner may join in a set
// and read the whole table for every group; with it, each subject costs one probe of the index.
const FACTS = `with found as materialized (
    select q.place, q.name as given_name, s.id, s.kind, s.name, s.dissolved_on, m.code as matter_code,
      m.is_commitment_allowed, m.is_cancelled, j.subject_id as second_id,
      case when i.subject_id is not null then 1 when j.subject_id is not null then 2 else 3 end as found_at
    from unnest(${columnAt(1, 'text')}, ${columnAt(2, 'text')}, ${columnAt(3, 'text')},
      ${columnAt(7, 'text')}, ${columnAt(8, 'text')})
      with ordinality q(lookup, name, matter, second, third, place)
    left join subject_identifiers i on i.lookup = q.lookup
    left join subject_identifiers j on j.lookup = q.second
    left join subject_identifiers k on k.lookup = q.third
    left join subjects s on s.id = coalesce(i.subject_id, j.subject_id, k.subject_id)
    left join matters m on m.code = q.matter),
  bearers as materialized (
    select place, id, 'self' as bearer, name from found where id is not null
    union all
    select f.place, p.id, k.role, p.name from found f
      join subject_links k on k.subject_id = f.id and k.until_on is null
      join subjects p on p.id = k.related_id
    union all
    select f.place, p.id, ${businessOf('k')}, p.name from found f
      cross join lateral (select * from subject_links o
        where o.related_id = f.id and o.role = 'operator' and o.until_on is null offset 0) k
      join subjects p on p.id = k.subject_id where f.kind = 'person')
  select place, 'subject' as part, id, name, dissolved_on::text as dissolved_on, matter_code,
    is_commitment_allowed, is_cancelled, found_at, second_id, ${mayBeDoubted('found')} as may_be_doubted,
    case when name <> given_name then (select json_agg(n.name) from subject_names n
      where n.subject_id = found.id) end as fact
  from found
  union all
  select b.place, l.kind, null, null, null, null, null, null, null, null, null,
    json_build_object('id', l.id, 'bearer', b.bearer, 'bearerName', b.name, 'list', l.list,
    'authority', l.authority_name, 'documentNo', l.document_no, 'listedOn', l.listed_on, 'dueOn', l.due_on,
      'isDisputed', l.disputed_at is not null, 'appealed', ${appealedSql('l')},
      'isRemovalHeld', (select true from records r where r.id = l.record_id and r.held_removal is not null),
      'title', case when l.kind = 'honour' then l.reason end)
  from bearers b, lateral (select * from listings l where l.subject_id = b.id
    and l.state = 'listed' offset 0) l
  union all
  select 0, 'rule-set', rule_set_in_force($6::text::date), null, null, null, null, null, null, null,
    null, null
  union all
  select b.place, 'record', null, null, null, null, null, null, null, null, null,
    json_build_object('id', r.id, 'bearer', b.bearer, 'bearerName', b.name,
    'catalog', r.catalog, 'class', r.class, 'authority', r.authority_name, 'documentNo', r.document_no,
      'decidedOn', r.decided_on,
    'publishedUntil', r.published_until, 'isDisputed', r.disputed_at is not null,
    'appealed', ${appealedSql('r', 'id')},
    'isRemovalHeld', case when r.held_removal is not null then true end,
    'said', ${saidOf('r')})
  from bearers b, lateral (select * from records r where r.subject_id = b.id and r.state = 'live' offset 0) r
  where exists (select 1 from unnest(${columnAt(4, 'text')}, ${columnAt(5, 'text')}, ${columnAt(9, 'text')})
      w(catalog, class, said)
    where w.catalog = r.catalog and coalesce(w.class, r.class, '') = coalesce(r.class, '')
      and (w.said is null or w.said = ${saidOf('r')})) and ${isNewestRegistration('r')}`;

// weighed: which records the rules read, so that nothing else of the file is even looked at.
export const findFacts = async (
  run: Statement,
  asked: readonly AskedFor[],
  { weighed, today }: { weighed: readonly WeighedRecord[]; today: Day },
): Promise<Found> => {
  const found = await run(FACTS, [
    columnText(asked.map(({ lookups }) => lookups[0])),
    columnText(asked.map(({ filed }) => filed)),
    columnText(asked.map(({ matter }) => matter)),
    columnText(weighed.map(({ catalog }) => catalog)),
    columnText(weighed.map((record) => record.class)),
    today,
    columnText(asked.map(({ lookups }) => lookups[1])),
    columnText(asked.map(({ lookups }) => lookups[2])),
    columnText(weighed.map(({ said }) => said)),
  ]);
  const answers: FoundSubject[] = [];
  for (const row of found) if (row.part === 'subject') answers[Number(row.place) - 1] = foundSubject(row);
  for (const row of [...found, ...(await readRareFacts(run, found))]) {
    const answer = answers[Number(row.place) - 1];
    if (answer && row.part !== 'subject') addFact(answer, row.part, row.fact as DbRow);
  }
  for (const answer of answers)
    for (const facts of [answer.listings, answer.records, answer.honours])
      facts.sort((a, b) => a.id - b.id || (a.bearer < b.bearer ? -1 : 1));
  const ruleSet = found.find(({ part }) => part === 'rule-set');
  return { ruleSetVersion: ruleSet?.id == null ? null : Number(ruleSet.id), subjects: answers };
};

const FIRST_THREE = ['int', 'bigint', 'bigint'].map((type, at) => columnAt(at + 1, type)).join(', ');
const DOUBTS = doubtsSql(`unnest(${FIRST_THREE}, ${columnAt(4, 'int')}) f(place, id, second_id, found_at)`);
const APPEALS = appealsSql(
  `unnest(${FIRST_THREE}, ${columnAt(4, 'bigint')}) b(at, record_id, origin_id, subject_id)`,
);

const doubtsAbout = (run: Statement, subjects: readonly DbRow[]) =>
  run(DOUBTS, [
    columnText(subjects.map((row) => Number(row.place))),
    columnText(subjects.map((row) => Number(row.id))),
    columnText(subjects.map((row) => (row.second_id === null ? null : Number(row.second_id)))),
    columnText(subjects.map((row) => Number(row.found_at))),
  ]);

const appealsOf = (run: Statement, flagged: readonly FlaggedFact[]) =>
  run(APPEALS, [
    columnText(flagged.map((_, at) => at)),
    columnText(flagged.map(({ appealed }) => appealed.recordId)),
    columnText(flagged.map(({ appealed }) => appealed.originId)),
    columnText(flagged.map(({ appealed }) => appealed.subjectId)),
  ]);

// Hardly any applicant has a doubt or an appeal, yet their plans within the statement of all facts cost each
// check a third of that statement's time. A second read asks for them, only about those of whom the first one
// tells; a decision that falls between the two counts as the second finds it.
const readRareFacts = async (run: Statement, found: readonly DbRow[]): Promise<readonly DbRow[]> => {
  const doubtful = found.filter((row) => row.may_be_doubted === true);
  const flagged = found.flatMap(flaggedFact);
  if (doubtful.length === 0 && flagged.length === 0) return [];
  const [doubts, appeals] = await Promise.all([
    doubtful.length > 0 ? doubtsAbout(run, doubtful) : [],
    flagged.length > 0 ? appealsOf(run, flagged) : [],
  ]);
  for (const { place, fact } of appeals) Object.assign(flagged[Number(place)]?.fact ?? {}, { appeal: fact });
  return doubts;
};

export type ConditionRows = {
  ruleSet: { version: number; content: unknown } | undefined;
  feeds: FeedAge[];
  hasMatters: boolean;
  dataVersion: string;
  validDays: number;
  incentives: Measure[];
};

// How often a source owes its catalogue: by its own frequency, else by the settings.
const EVERY = everySql('$1::text');

// Read before any fact is: whatever stands below the oldest open transaction is in every later answer.
const POSITION = `select
    exists (select 1 from matter_editions) or exists (select 1 from matters) as has_matters,
    pg_snapshot_xmin(pg_current_snapshot())::text as settled, (select coalesce(max(id), 0)
      from events) as event,
    (select value::text from settings where key = 'check.validity' and valid_from <= $1::text::date
      order by valid_from desc limit 1) as valid_days`;
const INCENTIVES = `select distinct on (code) code, title, content, basis,
  to_jsonb(departments) as departments, to_jsonb(lists) as lists
    from measures where 'honour' = any(lists) and valid_from <= $1::text::date and (valid_until is null
      or valid_until > $1::text::date)
    order by code, valid_from desc`;

// All checks of a moment share these: the rules in force and how fresh each registered feed is.
export const readConditions = async (run: Statement, today: Day): Promise<ConditionRows> => {
  const [ruleSets, feeds, [now], incentives] = await Promise.all([
    run(`select version, content from rule_sets where version = rule_set_in_force($1::text::date)`, [today]),
    run(
      `select c.catalog, a.name as agency, extract(epoch from f.last_good_at)::float8 as last_good,
           a.valid_from::text as since, ${EVERY} as every
         from agencies a cross join lateral unnest(a.catalogs) c(catalog) left join feeds f
           on f.agency_id = a.id and f.catalog = c.catalog
         left join feed_frequencies q on q.agency_id = a.id and q.catalog = c.catalog
         where 'feeder' = any(a.roles) and a.valid_from <= $1::text::date and (a.valid_until is null
           or a.valid_until > $1::text::date)`,
      [today],
    ),
    run(POSITION, [today]),
    ask<Measure>(run, INCENTIVES, [today]),
  ]);
  const [ruleSet] = ruleSets;
  return {
    ruleSet: ruleSet ? { version: Number(ruleSet.version), content: ruleSet.content } : undefined,
    feeds: feeds.map((row) => ({
      catalog: String(row.catalog),
      agency: String(row.agency),
      lastGoodAt: row.last_good === null ? null : new Date(Number(row.last_good) * 1000).toISOString(),
      since: row.since as Day,
      everyWorkingDays: Number(row.every),
    })),
    hasMatters: Boolean(now?.has_matters),
    dataVersion: `${now?.settled}.${now?.event}`,
    validDays: Number(now?.valid_days),
    incentives,
  };
};
