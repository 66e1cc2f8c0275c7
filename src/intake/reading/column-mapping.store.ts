import { and, desc, eq, sql } from 'drizzle-orm';
import { type Db, rows } from '../../platform/door/db.ts';
import { holdKeyed } from '../../platform/door/named-locks.ts';
import { numberFloorSql } from '../../platform/running/number-floor.rules.ts';
import { columnMappings, type MappingRow } from './column-mapping.table.ts';

type FeedKey = { agencyId: number; catalog: string };

const { version, columns, savedBy, savedAt } = columnMappings;
const shown = { version, columns, savedBy, savedAt };
const isOf = ({ agencyId, catalog }: FeedKey) =>
  and(eq(columnMappings.agencyId, agencyId), eq(columnMappings.catalog, catalog));

export const findMapping = async (db: Db, feed: FeedKey): Promise<MappingRow | undefined> =>
  (await db.select(shown).from(columnMappings).where(isOf(feed)).orderBy(desc(version)).limit(1))[0];

export const findMappingVersion = async (
  db: Db,
  feed: FeedKey,
  wanted: number,
): Promise<MappingRow | undefined> =>
  (
    await db
      .select(shown)
      .from(columnMappings)
      .where(and(isOf(feed), eq(version, wanted)))
  )[0];

// Also above those that a restored database has forgotten: a batch names the version that it was read with.
export const nextMappingVersion = async (db: Db, last: MappingRow | undefined): Promise<number> =>
  (
    await rows<{ next: number }>(
      db,
      sql`select greatest(
        ${last?.version ?? 0}::int, ${sql.raw(numberFloorSql('column-mapping'))}) + 1 as next`,
    )
  )[0]?.next ?? 1;

// The second of two that save at once waits for the first and takes the version after it.
export const lockMapping = (db: Db, { agencyId, catalog }: FeedKey) =>
  holdKeyed(db, `mapping:${agencyId}:${catalog}`);

export const addMapping = (db: Db, { agencyId, catalog }: FeedKey, mapping: MappingRow) =>
  db.insert(columnMappings).values({ agencyId, catalog, ...mapping });
