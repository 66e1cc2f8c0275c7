import { sql } from 'drizzle-orm';
import { type Db, json, rows } from '../../platform/door/db.ts';
import type { HeldRemoval } from './held-removal.rules.ts';
import { keepVersions } from './record.store.ts';

export type Holding = { id: number; version: number; removal: HeldRemoval | null; refused: string | null };

/**
 * Holds the removal of a record, or settles it (null); the record says nothing else than before. Its print is forgotten, so
 * that the next row is read. Gives fewer rows than asked when another writer was first.
 */
export const holdRemovals = (db: Db, list: readonly Holding[], at: string) =>
  rows<{ id: number }>(
    db,
    sql`with x as materialized (
      select x.id, x.version as "seenVersion", x.removal, x.refused
      from jsonb_to_recordset(${json(list)}::text::jsonb) x(id bigint, version int, removal jsonb, refused text)),
    kept as (${keepVersions(sql`x`, at)})
    update records r set held_removal = nullif(x.removal, 'null'::jsonb), refused_removal = x.refused,
      row_print = null, version = r.version + 1, known_from = ${at}::timestamptz
    from x where r.id = x.id and r.version = x."seenVersion" returning r.id`,
  );

/** Nothing waits any more where the listing ended another way. */
export const forgetHeldRemovals = (db: Db, recordIds: readonly number[]) =>
  db.execute(sql`update records set held_removal = null where held_removal is not null
    and id in (select x.id::bigint from jsonb_array_elements_text(${json(recordIds)}::text::jsonb) x(id))`);
