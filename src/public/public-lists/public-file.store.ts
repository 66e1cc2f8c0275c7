import { sql } from 'drizzle-orm';
import { type Db, rows } from '../../platform/door/db.ts';
import { deltaHead, type PublicFormat, removalLine, snapshotHead, upsertLine } from './public-file.rules.ts';

const PAGE_ROWS = 2000;

export type FileVersion = { list: string; format: PublicFormat; position: number };
type DeltaVersion = FileVersion & { since: number };
export type TextPart = { text: string; rows: number };

// The bytes of one version are always the same. A row struck meanwhile ends the download instead of
// shortening it.
export async function* snapshotText(db: Db, version: FileVersion): AsyncGenerator<TextPart> {
  yield { text: snapshotHead(version.format), rows: 0 };
  for (let after = 0; ; ) {
    const page = await snapshotPage(db, version, after);
    if (!page?.count) return;
    if (!page.isWhole) throw new Error(`version ${version.position} of ${version.list} is no longer kept`);
    yield { text: page.text ?? '', rows: page.count };
    if (page.count < PAGE_ROWS) return;
    after = page.last ?? 0;
  }
}

export async function* deltaText(db: Db, version: DeltaVersion): AsyncGenerator<TextPart> {
  const { format } = version;
  yield { text: deltaHead(format), rows: 0 };
  yield* linesOf(
    (after) => removalsSince(db, version, after),
    ({ recordId }) => removalLine(format, recordId),
  );
  yield* linesOf(
    (after) => upsertsSince(db, version, after),
    ({ line }) => {
      if (line === null) throw new Error(`version ${version.position} of ${version.list} is no longer kept`);
      return upsertLine(format, line);
    },
  );
}

type DeltaPlace = { position: number; recordId: number };
type DeltaLine = DeltaPlace & { line: string | null };

async function* linesOf(
  read: (after: DeltaPlace) => Promise<DeltaLine[]>,
  write: (line: DeltaLine) => string,
): AsyncGenerator<TextPart> {
  for (let after: DeltaPlace = { position: 0, recordId: 0 }; ; ) {
    const found = await read(after);
    const last = found.at(-1);
    if (!last) return;
    yield { text: found.map(write).join(''), rows: found.length };
    after = last;
  }
}

const lineIn = (format: PublicFormat) => sql.raw(format === 'csv' ? 'csv' : 'json');

type TextPage = { text: string | null; last: number | null; count: number; isWhole: boolean };

// The database puts one page of the file together as one text, so that memory holds one page of a million
// rows.
const snapshotPage = async (db: Db, { list, format, position }: FileVersion, after: number) =>
  (
    await rows<TextPage>(
      db,
      sql`select string_agg(p.line, '' order by p.record_id) as text, max(p.record_id) as last,
        count(*)::int as count, count(*) = count(p.line) as "isWhole"
      from (
        select record_id, ${lineIn(format)} as line from public_entries
        where list = ${list} and position <= ${position} and (gone is null or gone > ${position})
          and record_id > ${after}
        order by record_id limit ${PAGE_ROWS}) p`,
    )
  )[0];

// Entries that stood at `since` and stand no longer, in the order in which they went.
const removalsSince = (db: Db, { list, position, since }: DeltaVersion, after: DeltaPlace) =>
  rows<DeltaLine>(
    db,
    sql`select e.gone as position, e.record_id as "recordId", null as line
    from public_entries e
    where e.list = ${list} and e.gone > ${since} and e.gone <= ${position} and e.position <= ${since}
      and (e.gone, e.record_id) > (${after.position}::bigint, ${after.recordId}::bigint)
      and not exists (
        select 1 from public_entries n
        where n.list = e.list and n.record_id = e.record_id
          and n.position <= ${position} and (n.gone is null or n.gone > ${position}))
    order by e.gone, e.record_id limit ${PAGE_ROWS}`,
  );

const upsertsSince = (db: Db, { list, format, position, since }: DeltaVersion, after: DeltaPlace) =>
  rows<DeltaLine>(
    db,
    sql`select position, record_id as "recordId", ${lineIn(format)} as line
    from public_entries
    where list = ${list} and position > ${since} and position <= ${position}
      and (gone is null or gone > ${position})
      and (position, record_id) > (${after.position}::bigint, ${after.recordId}::bigint)
    order by position, record_id limit ${PAGE_ROWS}`,
  );
