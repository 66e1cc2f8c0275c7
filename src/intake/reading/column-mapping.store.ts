import { sql } from 'drizzle-orm';
import { type Db, json, rows } from '../../platform/door/db.ts';

type Feed = { agencyId: number; catalog: string };
// columns is null where the version says that the mapping was removed.
export type MappingRow = {
  version: number;
  columns: Record<string, string | null> | null;
  savedBy: string;
  savedAt: string;
};

const columns = sql.raw(`version, columns, saved_by as "savedBy", saved_at as "savedAt"`);

export const findMapping = async (db: Db, feed: Feed): Promise<MappingRow | undefined> =>
  (
    await rows<MappingRow>(
      db,
      sql`select ${columns} from column_mappings where agency_id = ${feed.agencyId} and catalog = ${feed.catalog}
      order by version desc limit 1`,
    )
  )[0];

export const findMappingVersion = async (db: Db, feed: Feed, version: number) =>
  (
    await rows<MappingRow>(
      db,
      sql`select ${columns} from column_mappings
      where agency_id = ${feed.agencyId} and catalog = ${feed.catalog} and version = ${version}`,
    )
  )[0];

// Two who save at once: the second waits for the first, and its version comes after.
export const lockMapping = (db: Db, feed: Feed) =>
  db.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(${`mapping:${feed.agencyId}:${feed.catalog}`}, 0))`,
  );

export const addMapping = (db: Db, feed: Feed, mapping: MappingRow) =>
  db.execute(sql`insert into column_mappings (agency_id, catalog, version, columns, saved_by, saved_at)
    values (${feed.agencyId}, ${feed.catalog}, ${mapping.version}, ${mapping.columns && json(mapping.columns)}::text::jsonb,
      ${mapping.savedBy}, ${mapping.savedAt}::timestamptz)`);
