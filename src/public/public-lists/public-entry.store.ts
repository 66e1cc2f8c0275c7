import { and, desc, eq, isNull, lt, sql } from 'drizzle-orm';
import { type Db, json } from '../../platform/door/db.ts';
import { utcSeconds } from '../../platform/door/utc-text.ts';
import type { PublicFormat } from './public-file.rules.ts';
import { publicEntries, publicFiles, publicListHeads } from './public-list.table.ts';

export const listHeads = async (db: Db): Promise<(typeof publicListHeads.$inferSelect)[]> =>
  db
    .select({
      list: publicListHeads.list,
      position: publicListHeads.position,
      oldest: publicListHeads.oldest,
      publishedAt: utcSeconds(publicListHeads.publishedAt),
    })
    .from(publicListHeads);

// A list that was never published stands at position 0.
export const findHead = async (db: Db, list: string) =>
  (await listHeads(db)).find((head) => head.list === list) ?? {
    list,
    position: 0,
    oldest: 0,
    publishedAt: null,
  };

type EntrySearch = {
  list: string;
  name?: string;
  lookups?: readonly string[];
  before: number | null;
  limit: number;
};

// An entry made when the organisation was known by an older code has no credit code of its own.
const isOfSubject = (lookups: readonly string[]) =>
  sql`${publicEntries.recordId} in (select r.id
    from jsonb_array_elements_text(${json(lookups)}::text::jsonb) l(lookup)
    join subject_identifiers i on i.lookup = l.lookup join records r on r.subject_id = i.subject_id)`;

// Newest first. A name is looked for anywhere in the names of organisations; persons have no name to be found
// by.
export const searchEntries = async (db: Db, { list, name, lookups, before, limit }: EntrySearch) =>
  db
    .select({ recordId: publicEntries.recordId, json: publicEntries.json })
    .from(publicEntries)
    .where(
      and(
        eq(publicEntries.list, list),
        isNull(publicEntries.gone),
        before === null ? undefined : lt(publicEntries.recordId, before),
        lookups && isOfSubject(lookups),
        name === undefined ? undefined : sql`position(${name}::text in ${publicEntries.name}) > 0`,
      ),
    )
    .orderBy(desc(publicEntries.recordId))
    .limit(limit);

export type PublicFile = { format: PublicFormat; rows: number; bytes: number; sha256: string };

export const findPublicFiles = async (db: Db, list: string, position: number): Promise<PublicFile[]> =>
  db
    .select({
      format: publicFiles.format,
      rows: publicFiles.rowCount,
      bytes: publicFiles.byteCount,
      sha256: publicFiles.sha256,
    })
    .from(publicFiles)
    .where(and(eq(publicFiles.list, list), eq(publicFiles.position, position)))
    .orderBy(publicFiles.format);

// A later version's measure is never overwritten by an earlier one's.
export const keepFile = (db: Db, at: { list: string; position: number }, file: PublicFile) => {
  const measure = {
    position: at.position,
    rowCount: file.rows,
    byteCount: file.bytes,
    sha256: file.sha256,
  };
  return db
    .insert(publicFiles)
    .values({ list: at.list, format: file.format, ...measure })
    .onConflictDoUpdate({
      target: [publicFiles.list, publicFiles.format],
      set: measure,
      setWhere: sql`${publicFiles.position} <= excluded.position`,
    });
};
