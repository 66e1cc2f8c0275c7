import { sql } from 'drizzle-orm';
import type { IdentifierType } from '../../kernel/identifiers.ts';
import { Problem } from '../../kernel/problems.ts';
import { type Db, json, rows } from '../../platform/door/db.ts';
import { holdLock, shareLock } from '../../platform/door/named-locks.ts';
import { indexIncomplete } from '../../platform/keys/index-standing.rules.ts';
import { type Opener, openedOrNull } from '../../platform/keys/opened.ts';
import type {
  IdentifierRow,
  KnownSubject,
  NewIdentifier,
  NewSubject,
  SubjectIdentity,
  SubjectLink,
  SubjectName,
} from './subject.table.ts';
import { identifierPurpose } from './subject-lookup.ts';

// Before it looks anybody up, a writer waits for the merge under way; a merge waits for the writers. Always
// the first lock taken.
export const holdMerges = (tx: Db) => shareLock(tx, 'merges');
export const waitMergeLock = (tx: Db) => holdLock(tx, 'merges');

// A merged file answers for every number it took over. One probe a key, as in findRecords.
export const findSubjects = (db: Db, lookups: readonly string[]) =>
  rows<KnownSubject & { lookup: string }>(
    db,
    sql`select found.* from jsonb_array_elements_text(${json(lookups)}::text::jsonb) l(lookup)
    cross join lateral (
      select i.lookup, s.id, coalesce(i.origin_id, s.id) as "originId", s.kind, s.name, s.region
      from subject_identifiers i
      join subjects s on s.id = i.subject_id
      where i.lookup = l.lookup limit 1) found`,
  );

// The subjects among these that already have a credit code or a citizen's number.
export const findTaken = (db: Db, subjectIds: readonly number[]) =>
  rows<{ subjectId: number; type: IdentifierType }>(
    db,
    sql`select distinct i.subject_id as "subjectId", i.type
      from jsonb_array_elements_text(${json(subjectIds)}::text::jsonb) x(id)
    join subject_identifiers i on i.subject_id = x.id::bigint where i.type in ('uscc', 'citizen-id')`,
  );

// Two writers may add the same subject: both insert in the order of the lookup, the second waits and inserts
// nothing. A credit code is stored with the organisation code it holds, so that either finds the subject. How
// many numbers a file holds is counted by the statement that writes them, so that a loss shows
// (index-standing.store.ts).
export const addSubjects = (db: Db, subjects: readonly NewSubject[], at: string) =>
  db.execute(sql`with wanted as materialized (
      select x.*, nextval('subjects_id_seq') as id
      from jsonb_to_recordset(${json(subjects)}::text::jsonb)
        x(lookup text, type text, code text, sealed text, kind text, name text, region text)),
    claimed as (
      insert into subject_identifiers (lookup, subject_id, type, code, sealed)
      select lookup, id, type, code, decode(sealed, 'hex') from wanted order by lookup
      on conflict do nothing returning lookup),
    derived as (
      insert into subject_identifiers (lookup, subject_id, type, code, is_derived)
      select 'org-code:' || substr(code, 9, 9), id, 'org-code', substr(code, 9, 9), true
      from wanted join claimed using (lookup) where type = 'uscc' order by 1 on conflict do nothing
      returning subject_id)
    insert into subjects (id, kind, name, region, created_at, identifier_count)
    select id, kind, name, region, ${at}::timestamptz, 1 + (select count(*) from derived d
    where d.subject_id = wanted.id)
    from wanted join claimed using (lookup)`);

export const addIdentifiers = (db: Db, list: readonly NewIdentifier[]) =>
  db.execute(sql`with added as (
      insert into subject_identifiers (lookup, subject_id, origin_id, type, code, sealed, is_derived)
      select lookup, "subjectId", "originId", type, code, decode(sealed, 'hex'), "isDerived"
      from jsonb_to_recordset(${json(list)}::text::jsonb)
        x(lookup text, "subjectId" bigint, "originId" bigint, type text, code text, sealed text,
          "isDerived" boolean)
      order by lookup on conflict do nothing returning subject_id),
    counted as materialized (select subject_id as id, count(*)::int as count from added group by 1),
    held as materialized (select s.id from subjects s where s.id in (select id from counted)
    order by s.id for no key update)
    update subjects s set identifier_count = s.identifier_count + counted.count
    from counted join held using (id) where s.id = counted.id`);

// A name of the subject's own replaces the same name copied from a merged file.
export const addSubjectNames = (db: Db, list: readonly SubjectName[], seenOn: string) =>
  db.execute(sql`insert into subject_names (subject_id, name, seen_on, is_copy)
    select "subjectId", name, ${seenOn}::date, bool_and("isCopy")
    from jsonb_to_recordset(${json(list)}::text::jsonb) x("subjectId" bigint, name text, "isCopy" boolean)
    where not exists (select 1 from subjects s where s.id = x."subjectId" and s.name = x.name)
    group by 1, 2 order by 1, 2
    on conflict (subject_id, name) do update set is_copy = false where subject_names.is_copy
    and not excluded.is_copy`);

// Where a registration names somebody else, a record of another kind adds the relation as one that has ended.
export const addSubjectLinks = (db: Db, list: readonly SubjectLink[], seenOn: string) =>
  db.execute(sql`insert into subject_links (subject_id, related_id, role, seen_on, is_copy, until_on)
    select "subjectId", "relatedId", x.role, ${seenOn}::date, bool_and("isCopy"),
      (select ${seenOn}::date where exists (select from subject_links k where k.subject_id = x."subjectId"
        and k.role = x.role and k.related_id <> x."relatedId" and k.from_on is not null
        and k.until_on is null))
    from jsonb_to_recordset(${json(list)}::text::jsonb)
      x("subjectId" bigint, "relatedId" bigint, role text, "isCopy" boolean)
    group by 1, 2, 3 order by 1, 2, 3
    on conflict (subject_id, related_id, role) do update set is_copy = false
      where subject_links.is_copy and not excluded.is_copy`);

// One identifier speaks for a subject: its credit code where it has one, before one that a merge brought. A
// subject without any has lost them: it is not left out, or its listing would be missing from a list, and its
// lift would be told to nobody. One whose number does not open is named without it.
export const findIdentities = async (
  db: Db,
  opener: Opener,
  subjectIds: readonly number[],
): Promise<Map<number, SubjectIdentity>> => {
  const found = await rows<
    Omit<SubjectIdentity, 'code'> & Omit<IdentifierRow, 'sealed'> & { sealed: Uint8Array | null }
  >(
    db,
    sql`select distinct on (s.id) s.id, s.kind, s.name, s.region, i.lookup, i.type, i.code, i.sealed
    from jsonb_array_elements_text(${json(subjectIds)}::text::jsonb) x(id)
    join subjects s on s.id = x.id::bigint
    join subject_identifiers i on i.subject_id = s.id
    order by s.id, (i.type = 'uscc') desc, (i.type = 'citizen-id') desc, i.origin_id is not null, i.type,
      i.lookup`,
  );
  if (found.length < new Set(subjectIds).size)
    throw new Problem('service.not-ready', { errors: [indexIncomplete] });
  const opened = found.map(async ({ lookup, sealed, code, ...subject }) => ({
    ...subject,
    code: (sealed ? await openedOrNull(opener, sealed, identifierPurpose(lookup)) : code) ?? '',
  }));
  return new Map((await Promise.all(opened)).map((subject) => [subject.id, subject]));
};

export type FiledPermit = {
  lookup: string;
  type: IdentifierType;
  sealed: Uint8Array;
  subjectId: number;
  fileId: number;
  originId: number | null;
};

export const listPermits = (
  db: Db,
  { after, limit }: { after: string; limit: number },
): Promise<FiledPermit[]> =>
  rows<FiledPermit>(
    db,
    sql`select i.lookup, i.type, i.sealed, coalesce(i.origin_id, i.subject_id) as "subjectId",
      i.subject_id as "fileId", i.origin_id as "originId"
    from subject_identifiers i where i.lookup > ${after} and i.type in ('hk-macao-permit', 'taiwan-permit')
      and i.sealed is not null
    order by i.lookup limit ${limit}`,
  );
