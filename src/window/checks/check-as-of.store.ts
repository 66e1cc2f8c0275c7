import { type SQL, sql } from 'drizzle-orm';
import type { Day } from '../../kernel/day.ts';
import type { SubjectKind } from '../../kernel/identifiers.ts';
import { bound, type Db, type DbRow, json, rows } from '../../platform/door/db.ts';
import { businessOf } from '../../registry/records/operated.rules.ts';
import { saidOf } from '../../registry/records/said.rules.ts';
import { wasBearersCase } from '../../registry/subjects/case-bearer.rules.ts';
import type { RecordFact } from './check.rules.ts';
import type { AskedFor } from './check-facts.store.ts';
import type { FoundDoubt } from './doubt.rules.ts';
import {
  appealAt,
  heldAt,
  listingDaysThen,
  listingSaid,
  listingWordsAt,
  recordsOfFileAt,
} from './fact-at.rules.ts';
import { everySql, type FeedAge } from './feed-freshness.rules.ts';
import { type FoundSubject, plainly, stateSource } from './weighed-records.rules.ts';

const REGISTRATION = stateSource.revoked.catalog;

const lastStep = (table: string, key: string, at: string) =>
  sql`(select s.to_state from ${sql.raw(table)} s where s.${sql.raw(key)} = c.id
    and s.at <= ${at}::timestamptz order by s.id desc limit 1)`;

// In dispute at that instant, whether or not the dispute has ended since.
const inDispute = (
  at: string,
) => sql`exists (select 1 from disputes c cross join lateral ${lastStep('dispute_steps', 'dispute_id', at)} st
    where c.record_id = r.id and st.to_state = 'open' and ${sql.raw(wasBearersCase('c', 'r', 'b.at'))})`;

type Bearer = { id: number; bearer: string; name: string };
type Instant = { at: string; day: Day };

// Every content of a record that was known by that instant.
const saidBy = (at: string) => sql`(
  select r.decided_on, r.fields where r.known_from <= ${at}::timestamptz
  union all
  select v.decided_on, v.fields from record_versions v
    where v.record_id = r.id and v.known_from <= ${at}::timestamptz)`;

const saidDay = (day: SQL, at = 'infinity') =>
  sql`exists (select 1 from ${saidBy(at)} d where d.decided_on = ${day})`;

// A relation is dated by days. On its first, somebody must have been named by then; its end counts from the
// moment in which the registration that ends it was known, which may be long after its day.
const stoodAt = ({ at, day }: Instant) => sql`k.seen_on <= ${day}::date
  and (k.seen_on < ${day}::date or exists (select 1 from records r cross join lateral ${saidBy(at)} d
    cross join lateral jsonb_each_text(d.fields) f, subjects n
    where r.subject_id = k.subject_id and n.id = k.related_id and f.value = n.name))
  and (k.until_on is null or k.until_on > ${day}::date or exists (select 1 from records r
    where r.subject_id = k.subject_id and r.catalog = ${REGISTRATION} and ${saidDay(sql`k.until_on`)})
    and not exists (select 1 from records r
    where r.subject_id = k.subject_id and r.catalog = ${REGISTRATION} and ${saidDay(sql`k.until_on`, at)}))`;

const bearersAt = (db: Db, subjectId: number, instant: Instant) =>
  rows<Bearer>(
    db,
    sql`select id, 'self' as bearer, name from subjects where id = ${subjectId}
    union all
    select p.id, k.role, p.name from subject_links k join subjects p on p.id = k.related_id
      where k.subject_id = ${subjectId} and ${stoodAt(instant)}
    union all
    select p.id, ${sql.raw(businessOf('k'))}, p.name from subject_links k
      join subjects p on p.id = k.subject_id
      where k.related_id = ${subjectId} and k.role = 'operator' and ${stoodAt(instant)}`,
  );

const among = (bearers: readonly Bearer[], at: string) =>
  sql`jsonb_to_recordset(${json(bearers.map((bearer) => ({ ...bearer, at })))}::text::jsonb)
    b(id bigint, bearer text, name text, at timestamptz)`;

const listingsAt = (db: Db, bearers: readonly Bearer[], at: string) =>
  rows<{ fact: DbRow; kind: string }>(
    db,
    sql`select c.kind, json_build_object('id', c.id, 'bearer', b.bearer, 'bearerName', b.name, 'list', c.list,
      'authority', ${sql.raw(listingSaid('authority_name'))}, ${sql.raw(listingDaysThen)},
      'isDisputed', coalesce(c.disputed_at <= ${at}::timestamptz, false)
        or ${inDispute(at)}, 'appeal', ${sql.raw(appealAt('b.at'))}, 'isRemovalHeld', ${sql.raw(heldAt('b.at'))}, 'title', ${sql.raw(listingSaid('reason'))}) as fact
    from ${among(bearers, at)} cross join lateral ${sql.raw(recordsOfFileAt('b.id', 'b.at'))} r
    join listings c on c.record_id = r.id
    join lateral ${lastStep('listing_steps', 'listing_id', at)} st on true
    ${sql.raw(listingWordsAt('b.at'))}
    where st.to_state = 'listed' order by c.id, b.bearer`,
  );

const recordsAt = (db: Db, bearers: readonly Bearer[], at: string) =>
  rows<{ fact: DbRow }>(
    db,
    sql`select json_build_object('id', r.id, 'bearer', b.bearer, 'bearerName', b.name, 'catalog', r.catalog,
      'class', k.class, 'authority', r.authority_name, 'documentNo', k.document_no, 'decidedOn', k.decided_on,
      'publishedUntil', k.published_until, 'said', ${sql.raw(saidOf('k', 'r.catalog'))},
      'isDisputed', coalesce(r.disputed_at <= ${at}::timestamptz, false) or ${inDispute(at)},
      'appeal', ${sql.raw(appealAt('b.at'))}, 'isRemovalHeld', ${sql.raw(heldAt('b.at'))}) as fact
    from ${among(bearers, at)} cross join lateral ${sql.raw(recordsOfFileAt('b.id', 'b.at'))} r join lateral (
      select r.state, r.class, r.document_no, r.decided_on, r.published_until, r.fields
        where r.known_from <= ${at}::timestamptz
      union all
      select v.state, v.class, v.document_no, v.decided_on, v.published_until, v.fields from record_versions v
        where v.record_id = r.id and v.known_from <= ${at}::timestamptz
          and v.known_until > ${at}::timestamptz) k on true
    where k.state = 'live' order by r.id, b.bearer`,
  );

// Only the newest registration of a file counts, as in the check.
const newestRegistration = (facts: readonly RecordFact[]): RecordFact[] => {
  const registrations = facts.filter(
    ({ catalog, bearer }) => catalog === 'registration' && bearer === 'self',
  );
  const newest = registrations.reduce<RecordFact | undefined>(
    (last, fact) => (last && last.decidedOn > fact.decidedOn ? last : fact),
    undefined,
  );
  return facts.filter((fact) => fact.catalog !== 'registration' || fact === newest);
};

// The catalogue of matters by the editions published until an instant. A matter without an edition was always
// there.
const mattersAt = (at: string) => sql`select v.code, v.content from (
    select distinct on (v.code) v.code, v.content from matter_versions v join matter_editions e
      on e.no = v.edition
      where e.at <= ${at}::timestamptz order by v.code, v.edition desc) v where v.content is not null
  union all
  select m.code, jsonb_build_object('list', case when m.is_cancelled then 'cancelled'
    when m.is_commitment_allowed then 'commitment' else 'retained' end)
    from matters m where not exists (select 1 from matter_versions v where v.code = m.code)`;

type SubjectAt = {
  id: number;
  kind: SubjectKind;
  name: string;
  place: 1 | 2 | 3;
  hasOtherCode: boolean;
  dissolvedOn: Day | null;
  formerNames: string[];
};

// A pair was open from its raising to its decision; one dismissed since is no doubt about then either.
const doubtsAt = async (
  db: Db,
  subject: SubjectAt,
  { second, at, bearers }: { second: SubjectAt | undefined; at: string; bearers: readonly Bearer[] },
): Promise<FoundDoubt[]> => {
  const { id, kind, name, place, hasOtherCode } = subject;
  const answering = bearers.filter(({ bearer }) => bearer === 'self' || bearer === 'operator');
  const pairs = await rows<FoundDoubt & { state: string; wasOpen: boolean }>(
    db,
    sql`select 'candidate' as ground, s.id, s.kind, s.name, c.state, c.raised_at <= ${at}::timestamptz
        and (c.decided_at is null or c.decided_at > ${at}::timestamptz) as "wasOpen"
    from ${among(answering, at)} join subjects m on m.id = b.id or m.merged_into = b.id
    join merge_candidates c on m.id in (c.first_id, c.second_id)
    join subjects s on s.id = case when c.first_id = m.id then c.second_id else c.first_id end
    where s.id <> b.id`,
  );
  const isSettled = pairs.some((one) => one.id === second?.id && one.state === 'dismissed');
  const twice = second && second.id !== id && second.place === 2 && !isSettled ? [second] : [];
  return [
    ...(place === 2 && hasOtherCode ? [{ ground: 'other-code' as const, id, kind, name }] : []),
    ...twice.map(({ id, kind, name }) => ({ ground: 'two-files' as const, id, kind, name })),
    ...pairs.filter(({ wasOpen }) => wasOpen),
  ];
};

// By the latest registration known by that instant.
const dissolvedAt = ({ at, day }: Instant) => sql`case when exists (select 1 from records r
    where r.subject_id = s.id and r.catalog = ${REGISTRATION})
  then (select
      case when (k.fields ->> 'dissolvedOn')::date <= ${day}::date then k.fields ->> 'dissolvedOn' end
    from records r cross join lateral (
      select r.state, r.decided_on, r.fields where r.known_from <= ${at}::timestamptz
      union all
      select v.state, v.decided_on, v.fields from record_versions v where v.record_id = r.id
        and v.known_from <= ${at}::timestamptz and v.known_until > ${at}::timestamptz) k
    where r.subject_id = s.id and r.catalog = ${REGISTRATION} and k.state = 'live'
    order by k.decided_on desc, r.id desc limit 1)
  when s.dissolved_on <= ${day}::date then s.dissolved_on::text end`;

// Finds what the registry knew of a subject at an instant, whatever became of it since.
export const findFactsAt = async (
  db: Db,
  { lookups, matter }: AskedFor,
  { at, day }: Instant,
): Promise<FoundSubject> => {
  const [subject, second] = await rows<SubjectAt>(
    db,
    sql`select s.id, s.kind, s.name, q.place::int as place, q.lookup like 'org-code:%' and exists (select 1
        from subject_identifiers x where x.subject_id = s.id and x.type = 'uscc') as "hasOtherCode",
      ${dissolvedAt({ at, day })} as "dissolvedOn",
      coalesce((select jsonb_agg(n.name) from subject_names n
        where n.subject_id = s.id), '[]') as "formerNames"
    from jsonb_array_elements_text(${json(lookups)}::text::jsonb) with ordinality q(lookup, place)
    join subject_identifiers i on i.lookup = q.lookup join subjects s on s.id = i.subject_id
    where exists (select 1 from subjects o where (o.id = s.id or o.merged_into = s.id)
      and o.created_at <= ${at}::timestamptz) order by q.place`,
  );
  const [found] = await rows<{ code: string; isCommitmentAllowed: boolean; isCancelled: boolean }>(
    db,
    sql`select m.code, m.content->>'list' = 'commitment' as "isCommitmentAllowed",
      m.content->>'list' = 'cancelled' as "isCancelled"
    from (${mattersAt(at)}) m where m.code = ${matter}`,
  );
  const bearers = subject ? await bearersAt(db, subject.id, { at, day }) : [];
  const doubts = subject ? await doubtsAt(db, subject, { second, at, bearers }) : [];
  const listings = await listingsAt(db, bearers, at);
  const records = await recordsAt(db, bearers, at);
  return {
    id: subject?.id ?? null,
    name: subject?.name ?? null,
    dissolvedOn: subject?.dissolvedOn ?? null,
    formerNames: subject?.formerNames.sort() ?? [],
    listings: listings.filter(({ kind }) => kind === 'severe').map(({ fact }) => plainly(fact)),
    honours: listings.filter(({ kind }) => kind === 'honour').map(({ fact }) => plainly(fact)),
    records: newestRegistration(records.map(({ fact }) => plainly<RecordFact>(fact))),
    place: subject?.place ?? 1,
    doubts,
    matter: found ?? null,
  };
};

export const rulesOn = async (db: Db, day: Day): Promise<unknown> =>
  (
    await rows<{ content: unknown }>(
      db,
      sql`select content from rule_sets where version = rule_set_in_force(${day}::date)`,
    )
  )[0]?.content;

// The last good day of every feed that was registered then.
export const feedsAt = (db: Db, day: Day): Promise<FeedAge[]> =>
  rows<FeedAge>(
    db,
    sql`select c.catalog, a.name as agency, (select max(f.day)::text || 'T00:00:00+08:00' from feed_days f
        where f.agency_id = a.id and f.catalog = c.catalog and f.day <= ${day}::date) as "lastGoodAt",
        a.valid_from::text as since, ${bound(everySql('$1::text'), [day])} as "everyWorkingDays"
      from agencies a cross join lateral unnest(a.catalogs) c(catalog)
      left join feed_frequencies q on q.agency_id = a.id and q.catalog = c.catalog
      where 'feeder' = any(a.roles) and a.valid_from <= ${day}::date and (a.valid_until is null
        or a.valid_until > ${day}::date)`,
  );

export const hadMatters = async (db: Db, at: string): Promise<boolean> =>
  (
    await rows(
      db,
      sql`select 1 from matter_editions e where e.at <= ${at}::timestamptz
        union all (select 1 from (${mattersAt(at)}) m limit 1) limit 1`,
    )
  ).length > 0;
