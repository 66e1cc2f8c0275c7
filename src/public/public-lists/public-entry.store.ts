import { sql } from 'drizzle-orm';
import { type Db, rows } from '../../platform/door/db.ts';
import type { FileFormat } from './public-file.rules.ts';

export type ListHead = { list: string; position: number; oldest: number; publishedAt: string };
const bare = (list: string): ListHead | { list: string; position: 0; oldest: 0; publishedAt: null } => ({
  list,
  position: 0,
  oldest: 0,
  publishedAt: null,
});

export const listHeads = async (db: Db): Promise<ListHead[]> =>
  (
    await rows<ListHead>(
      db,
      sql`select list, position, oldest, to_char(published_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "publishedAt" from public_lists`,
    )
  ).map((head) => ({ ...head, position: Number(head.position), oldest: Number(head.oldest) }));

export const findHead = async (db: Db, list: string) =>
  (await listHeads(db)).find((head) => head.list === list) ?? bare(list);

export type Version = { list: string; format: FileFormat; position: number };
export type TextPage = { text: string | null; last: number; count: number; isWhole: boolean };

const asPage = ([page]: TextPage[]): TextPage => ({
  text: page?.text ?? '',
  last: Number(page?.last ?? 0),
  count: Number(page?.count ?? 0),
  isWhole: page?.isWhole ?? true,
});
const line = (format: FileFormat) => sql.raw(format === 'csv' ? 'csv' : 'json');

// One page of the file as one text, put together by the database: a million rows pass through in as many kilobytes as one page has.
export const snapshotPage = async (
  db: Db,
  { list, format, position }: Version,
  { after, limit }: { after: number; limit: number },
): Promise<TextPage> =>
  asPage(
    await rows<TextPage>(
      db,
      sql`select string_agg(p.line, '' order by p.record_id) as text, max(p.record_id) as last, count(*)::int as count,
        count(*) = count(p.line) as "isWhole"
      from (select record_id, ${line(format)} as line from public_entries
        where list = ${list} and position <= ${position} and (gone is null or gone > ${position}) and record_id > ${after}
        order by record_id limit ${limit}) p`,
    ),
  );

export type Place = { position: number; recordId: number };
export type DeltaLine = Place & { line: string | null };

const placed = (found: DeltaLine[]): DeltaLine[] =>
  found.map(({ position, recordId, line: text }) => ({
    position: Number(position),
    recordId: Number(recordId),
    line: text,
  }));

// What stood at `since` and stands no longer, in the order in which it went.
export const removalsSince = async (
  db: Db,
  { list, position, since }: Version & { since: number },
  { after, limit }: { after: Place; limit: number },
): Promise<DeltaLine[]> =>
  placed(
    await rows<DeltaLine>(
      db,
      sql`select e.gone as position, e.record_id as "recordId", null as line from public_entries e
      where e.list = ${list} and e.gone > ${since} and e.gone <= ${position} and e.position <= ${since}
        and (e.gone, e.record_id) > (${after.position}::bigint, ${after.recordId}::bigint)
        and not exists (select 1 from public_entries n where n.list = e.list and n.record_id = e.record_id
          and n.position <= ${position} and (n.gone is null or n.gone > ${position}))
      order by e.gone, e.record_id limit ${limit}`,
    ),
  );

export const upsertsSince = async (
  db: Db,
  { list, format, position, since }: Version & { since: number },
  { after, limit }: { after: Place; limit: number },
): Promise<DeltaLine[]> =>
  placed(
    await rows<DeltaLine>(
      db,
      sql`select position, record_id as "recordId", ${line(format)} as line from public_entries
      where list = ${list} and position > ${since} and position <= ${position} and (gone is null or gone > ${position})
        and (position, record_id) > (${after.position}::bigint, ${after.recordId}::bigint)
      order by position, record_id limit ${limit}`,
    ),
  );

export type EntrySearch = {
  list: string;
  name?: string;
  uscc?: string;
  before: number | null;
  limit: number;
};

// Newest first. A name is looked for anywhere in the names of organisations; persons have no name to be found by.
export const searchEntries = (db: Db, search: EntrySearch) =>
  rows<{ recordId: number; json: string }>(
    db,
    sql`select record_id as "recordId", json from public_entries
    where list = ${search.list} and gone is null
      and (${search.before}::bigint is null or record_id < ${search.before}::bigint)
      and (${search.uscc ?? null}::text is null or uscc = ${search.uscc ?? null}::text)
      and (${search.name ?? null}::text is null or position(${search.name ?? ''}::text in name) > 0)
    order by record_id desc limit ${search.limit}`,
  );

export type PublicFile = { format: FileFormat; rows: number; bytes: number; sha256: string };

export const findFiles = async (db: Db, list: string, position: number): Promise<PublicFile[]> =>
  (
    await rows<PublicFile>(
      db,
      sql`select format, row_count as rows, byte_count as bytes, sha256 from public_files
      where list = ${list} and position = ${position} order by format`,
    )
  ).map((file) => ({ ...file, bytes: Number(file.bytes) }));

export const keepFile = (db: Db, { list, position }: Pick<Version, 'list' | 'position'>, file: PublicFile) =>
  db.execute(sql`insert into public_files as f (list, position, format, row_count, byte_count, sha256)
    values (${list}, ${position}, ${file.format}, ${file.rows}, ${file.bytes}, ${file.sha256})
    on conflict (list, format) do update set position = excluded.position, row_count = excluded.row_count,
      byte_count = excluded.byte_count, sha256 = excluded.sha256 where f.position <= excluded.position`);
