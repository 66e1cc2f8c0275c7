import { sql } from 'drizzle-orm';
import type { IdentifierType } from '../kernel/identifiers.ts';
import { type Db, json, rows } from '../platform/db.ts';
import type { Vault } from '../platform/vault.ts';
import { identifierPurpose } from './subject-lookup.ts';

export type SubjectKind = 'organisation' | 'individual-business' | 'person' | 'government';
export type KnownSubject = { id: number; kind: SubjectKind; name: string; region: string };
export type IdentifierRow = {
  lookup: string;
  type: IdentifierType;
  code: string | null;
  sealed: string | null;
};
export type NewSubject = IdentifierRow & { kind: SubjectKind; name: string; region: string };
export type SubjectName = { subjectId: number; name: string };
export type SubjectLink = {
  subjectId: number;
  relatedId: number;
  role: 'operator' | 'legal-representative';
};

// A merged subject answers for every identifier it took over. One probe a key, as in findRecords.
export const findSubjects = (db: Db, lookups: readonly string[]) =>
  rows<KnownSubject & { lookup: string }>(
    db,
    sql`select found.* from jsonb_array_elements_text(${json(lookups)}::text::jsonb) l(lookup)
    cross join lateral (
      select i.lookup, s.id, s.kind, s.name, s.region from subject_identifiers i
      join subjects own on own.id = i.subject_id
      join subjects s on s.id = coalesce(own.merged_into, own.id)
      where i.lookup = l.lookup limit 1) found`,
  );

// Two writers may add the same subject: both go in the order of the lookup, the second waits and gets nothing back for it.
export const addSubjects = (db: Db, subjects: readonly NewSubject[], at: string) =>
  db.execute(sql`with wanted as materialized (
      select x.*, nextval('subjects_id_seq') as id
      from jsonb_to_recordset(${json(subjects)}::text::jsonb)
        x(lookup text, type text, code text, sealed text, kind text, name text, region text)),
    claimed as (
      insert into subject_identifiers (lookup, subject_id, type, code, sealed)
      select lookup, id, type, code, decode(sealed, 'hex') from wanted order by lookup
      on conflict do nothing returning lookup)
    insert into subjects (id, kind, name, region, created_at)
    select id, kind, name, region, ${at}::timestamptz from wanted join claimed using (lookup)`);

export const addIdentifiers = (db: Db, list: readonly (IdentifierRow & { subjectId: number })[]) =>
  db.execute(sql`insert into subject_identifiers (lookup, subject_id, type, code, sealed)
    select lookup, "subjectId", type, code, decode(sealed, 'hex')
    from jsonb_to_recordset(${json(list)}::text::jsonb)
      x(lookup text, "subjectId" bigint, type text, code text, sealed text)
    order by lookup on conflict do nothing`);

export const addSubjectNames = (db: Db, list: readonly SubjectName[], seenOn: string) =>
  db.execute(sql`insert into subject_names (subject_id, name, seen_on)
    select distinct "subjectId", name, ${seenOn}::date
    from jsonb_to_recordset(${json(list)}::text::jsonb) x("subjectId" bigint, name text)
    order by 1, 2 on conflict do nothing`);

export const addSubjectLinks = (db: Db, list: readonly SubjectLink[], seenOn: string) =>
  db.execute(sql`insert into subject_links (subject_id, related_id, role, seen_on)
    select distinct "subjectId", "relatedId", role, ${seenOn}::date
    from jsonb_to_recordset(${json(list)}::text::jsonb) x("subjectId" bigint, "relatedId" bigint, role text)
    order by 1, 2, 3 on conflict do nothing`);

export type Identity = KnownSubject & { type: IdentifierType; code: string };

// One identifier speaks for a subject: its credit code where it has one, else the first it came with.
export const findIdentities = async (
  db: Db,
  vault: Pick<Vault, 'openText'>,
  subjectIds: readonly number[],
): Promise<Map<number, Identity>> => {
  const found = await rows<KnownSubject & Omit<IdentifierRow, 'sealed'> & { sealed: Uint8Array | null }>(
    db,
    sql`select distinct on (s.id) s.id, s.kind, s.name, s.region, i.lookup, i.type, i.code, i.sealed
    from jsonb_array_elements_text(${json(subjectIds)}::text::jsonb) x(id)
    join subjects s on s.id = x.id::bigint
    join subject_identifiers i on i.subject_id = s.id
    order by s.id, (i.type = 'uscc') desc, (i.type = 'citizen-id') desc, i.type`,
  );
  const opened = found.map(async ({ lookup, sealed, code, ...subject }) => ({
    ...subject,
    code: sealed ? await vault.openText(sealed, identifierPurpose(lookup)) : (code ?? ''),
  }));
  return new Map((await Promise.all(opened)).map((subject) => [subject.id, subject]));
};
