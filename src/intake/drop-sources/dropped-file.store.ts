import { sql } from 'drizzle-orm';
import { type Db, json, rows } from '../../platform/door/db.ts';
import type { Turn } from './drop-source.store.ts';
import type { Refusal } from './dropped-file.rules.ts';

export type DroppedRow = {
  id: string;
  name: string;
  version: string;
  seenMs: number;
  batchId: string | null;
  refusal: Refusal | null;
};

const columns = sql.raw(`id, name, version, (extract(epoch from seen_at) * 1000)::float8 as "seenMs",
  batch_id as "batchId", refusal`);

export const listDropped = (db: Db, sourceId: string) =>
  rows<DroppedRow>(
    db,
    sql`select ${columns} from dropped_files where source_id = ${sourceId}::text::uuid order by name`,
  );

type Seen = { id: string; sourceId: string; name: string; version: string; at: string };

// A changed file is another: it is waited for anew, under an id of its own.
export const noteDropped = async (db: Db, seen: Seen): Promise<DroppedRow | undefined> =>
  (
    await rows<DroppedRow>(
      db,
      sql`insert into dropped_files as f (id, source_id, name, version, seen_at)
      values (${seen.id}::text::uuid, ${seen.sourceId}::text::uuid, ${seen.name}, ${seen.version}, ${seen.at}::timestamptz)
      on conflict (source_id, name) do update set version = excluded.version,
        id = case when f.version = excluded.version then f.id else excluded.id end,
        seen_at = case when f.version = excluded.version then f.seen_at else excluded.seen_at end
      where f.batch_id is null and f.refusal is null returning ${columns}`,
    )
  )[0];

const inTurn = (turn: Turn) => sql`exists (select from drop_sources s where s.id = dropped_files.source_id
  and s.id = ${turn.id}::text::uuid and s.lease_token = ${turn.token}::text::uuid)`;

export const linkBatch = (db: Db, turn: Turn, { id, batchId }: { id: string; batchId: string }) =>
  db.execute(sql`update dropped_files set batch_id = ${batchId}::text::uuid
    where id = ${id}::text::uuid and ${inTurn(turn)}`);

export const refuseDropped = (db: Db, turn: Turn, { id, refusal }: { id: string; refusal: Refusal }) =>
  db.execute(sql`update dropped_files set refusal = ${json(refusal)}::text::jsonb
    where id = ${id}::text::uuid and ${inTurn(turn)}`);

export const forgetDropped = (db: Db, turn: Turn, id: string) =>
  db.execute(sql`delete from dropped_files where id = ${id}::text::uuid and ${inTurn(turn)}`);
