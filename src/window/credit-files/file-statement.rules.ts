import { isServedSql } from '../../registry/records/retention.rules.ts';
import { listingDaysThen, listingSaid, listingWordsAt, recordsOfFileAt } from '../checks/fact-at.rules.ts';

// The file shows nothing repaired, withdrawn, refused or past retention today, whatever the instant asked
// for.
const RETAINED = isServedSql('r', '$3::text::date');
const SHOWN = `r.state in ('live', 'unpublished') and ${RETAINED}`;
const lastStep = (table: string, key: string, columns = 's.to_state, s.at') =>
  `(select ${columns} from ${table} s where s.${key} = c.id and s.at <= f.at order by s.id desc
    limit 1)`;
// A case is its subject's, and no other's to whom the record was given.
const OF_FILE = `(c.origin_id = f.id
  or exists (select 1 from subjects m where m.id = c.origin_id and m.merged_into = f.id))`;
// In dispute at that instant, whether or not the dispute has ended since.
const IN_DISPUTE = `exists (select 1 from disputes c
  cross join lateral ${lastStep('dispute_steps', 'dispute_id')} st
    where c.record_id = r.id and ${OF_FILE} and st.to_state = 'open')`;

const APPEALED = (states: string) => `exists (select 1 from appeals c
  cross join lateral ${lastStep('appeal_steps', 'appeal_id')} st
    where c.record_id = r.id and ${OF_FILE} and st.to_state in (${states}))`;
const APPEAL_FLAGS = `'isUnderAppeal', ${APPEALED("'pending', 'stayed'")}, 'isStayed', ${APPEALED("'stayed'")}`;

// f: a file that is asked for; its records r.
type When = 'today' | 'past';
// How the database is asked for a column of parameters, and for an instant to the second.
type Words = { columnAt: (place: number, type: string) => string; secondsText: (column: string) => string };
const recordsOf: Readonly<Record<When, string>> = {
  today: '(select * from records r where r.subject_id = f.id offset 0)',
  past: recordsOfFileAt('f.id', 'f.at'),
};
const listingsOf: Readonly<Record<When, string>> = {
  today: `found f, lateral (select * from listings l where l.subject_id = f.id offset 0) c join records r
    on r.id = c.record_id`,
  past: `found f, lateral ${recordsOf.past} r join listings c on c.record_id = r.id ${listingWordsAt('f.at')}`,
};
const listingDays: Readonly<Record<When, string>> = {
  today: `'documentNo', c.document_no, 'listedOn', c.listed_on, 'dueOn', c.due_on`,
  past: listingDaysThen,
};
const listingColumn: Readonly<Record<When, (column: string) => string>> = {
  today: (column) => `c.${column}`,
  past: listingSaid,
};

// Each record as the registry knew it at an instant: the current version when it was known by then, else the
// one it replaced.
const recordsIn = (
  when: When,
  { secondsText }: Words,
) => `select f.place, 'record', json_build_object('id', r.id, 'catalog', r.catalog, 'sourceNo',
  r.source_no, 'version', k.version,
    'state', k.state, 'class', k.class, 'decidedOn', k.decided_on, 'publishedUntil', k.published_until,
      'authority', r.authority_name,
    'documentNo', k.document_no, 'isDisputed', coalesce(r.disputed_at <= f.at, false)
      or ${IN_DISPUTE}, ${APPEAL_FLAGS}, 'fields', k.fields, 'agency', a.name,
    'batchId', k.batch_id, 'batchRow', k.batch_row, 'knownFrom', ${secondsText('k.known_from')}, 'knownUntil',
      ${secondsText('k.known_until')})
  from found f, lateral ${recordsOf[when]} r join agencies a
    on a.id = r.agency_id
  join lateral (
    select r.version, r.state, r.class, r.decided_on, r.published_until, r.document_no, r.fields, r.batch_id,
      r.batch_row, r.known_from,
      null::timestamptz as known_until
    where r.known_from <= f.at
    union all
    select v.version, v.state, v.class, v.decided_on, v.published_until, v.document_no, v.fields, v.batch_id,
      v.batch_row, v.known_from, v.known_until
    from record_versions v where v.record_id = r.id and v.known_from <= f.at and v.known_until > f.at) k
      on true
  where ${SHOWN} and k.state in ('live', 'unpublished')`;

// The removal that waited at that instant, whatever became of it since.
const HELD_REMOVAL = `case when st.to_state <> 'listed' then null when r.known_from <= f.at then r.held_removal
  else (select v.held_removal from record_versions v where v.record_id = r.id and v.known_from <= f.at
    and v.known_until > f.at limit 1) end`;

const listingsIn = (when: When, { secondsText }: Words) => {
  const said = listingColumn[when];
  return `select f.place, 'listing', json_build_object('id', c.id, 'list', c.list, 'kind', c.kind,
  'state', st.to_state,
    'authority', ${said('authority_name')}, 'reason', ${said('reason')}, ${listingDays[when]},
    'measuresUntil', ${said('measures_until')},
    'measuresEndedOn', case when exists (select 1 from listing_steps m
      where m.listing_id = c.id and m.step = 'lift-measures' and m.at <= f.at) then ${said('measures_ended_on')} end,
    'endedOn', case when st.to_state <> 'listed' then st.effective_on end,
    'isDisputed', coalesce(c.disputed_at <= f.at, false)
      or ${IN_DISPUTE}, ${APPEAL_FLAGS}, 'removal', ${HELD_REMOVAL}, 'knownFrom', ${secondsText('st.at')})
  from ${listingsOf[when]}
  join lateral ${lastStep('listing_steps', 'listing_id', 's.to_state, s.at, s.effective_on')} st on true
  where c.state in ('listed', 'expired') and st.to_state <> 'notified' and r.state <> 'archived'
    and ${RETAINED}`;
};

// Only cases about facts that the file still shows: a granted repair, or a dispute that took its record away,
// leaves no hint.
const repairsIn = (
  when: When,
) => `select f.place, 'repair', json_build_object('id', c.id, 'recordId', c.record_id, 'listingId',
  c.listing_id, 'state', st.to_state,
    'appliedOn', c.applied_on, 'dueOn', case when st.to_state = c.state then c.due_on end,
    'restoredOn', case when st.to_state = 'restored' then c.restored_on end)
  from found f, lateral ${recordsOf[when]} r join repairs c
    on c.record_id = r.id
  join lateral ${lastStep('repair_steps', 'repair_id')} st on true
  where ${SHOWN} and ${OF_FILE} and st.to_state not in ('syncing', 'completed')`;

const disputesIn = (
  when: When,
) => `select f.place, 'dispute', json_build_object('id', c.id, 'recordId', c.record_id,
  'listingId', c.listing_id, 'state', st.to_state,
    'raisedOn', c.raised_on, 'dueOn', case when st.to_state = c.state then c.due_on end,
    'effect', case when st.to_state = c.state then c.effect end, 'note', case
      when st.to_state = c.state then c.note end)
  from found f, lateral ${recordsOf[when]} r join disputes c
    on c.record_id = r.id
  join lateral ${lastStep('dispute_steps', 'dispute_id')} st on true
  where ${SHOWN} and ${OF_FILE}`;

const appealsIn = (
  when: When,
) => `select f.place, 'appeal', json_build_object('id', c.id, 'recordId', c.record_id,
  'listingId', c.listing_id, 'state', st.to_state, 'kind', c.kind, 'authority', c.authority,
    'caseNo', c.case_no, 'startedOn', c.started_on, 'endedOn', case when st.to_state = c.state then c.ended_on end)
  from found f, lateral ${recordsOf[when]} r join appeals c
    on c.record_id = r.id
  join lateral ${lastStep('appeal_steps', 'appeal_id')} st on true
  where ${SHOWN} and ${OF_FILE}`;

// One round trip for a whole group; offset 0 keeps it at one probe of the index a subject.
export const fileStatement = (when: When, words: Words): string => `with found as materialized (
    select q.place, q.at, s.id, s.kind, s.name, s.dissolved_on,
      case when i.subject_id is not null then 1 when j.subject_id is not null then 2 else 3 end as found_at
    from unnest(${words.columnAt(1, 'text')}, ${words.columnAt(2, 'timestamptz')}, ${words.columnAt(4, 'text')},
      ${words.columnAt(5, 'text')}) with ordinality q(lookup, at, second, third, place)
    left join subject_identifiers i on i.lookup = q.lookup
    left join subject_identifiers j on j.lookup = q.second
    left join subject_identifiers k on k.lookup = q.third
    join subjects s on s.id = coalesce(i.subject_id, j.subject_id, k.subject_id))
  select f.place, 'subject' as part, json_build_object('id', f.id, 'kind', f.kind, 'name', f.name,
    'foundAt', f.found_at, 'dissolvedOn', f.dissolved_on,
    'formerNames', coalesce((select json_agg(n.name order by n.seen_on) from subject_names n
      where n.subject_id = f.id), '[]'),
    'identifiers', (select json_agg(json_build_object('type', x.type, 'code', x.code) order by x.type)
      from subject_identifiers x where x.subject_id = f.id
        and not (x.is_derived and x.sealed is not null))) as fact
  from found f
  union all ${recordsIn(when, words)} union all ${listingsIn(when, words)} union all ${repairsIn(when)}
  union all ${disputesIn(when)} union all ${appealsIn(when)}`;
