import { sql } from 'drizzle-orm';
import { type Db, json, rows } from '../../platform/door/db.ts';
import { hex } from '../../platform/keys/bytes.ts';
import type { Vault } from '../../platform/keys/vault.ts';

export type PollResult = {
  found: number;
  waiting: number;
  submitted: number;
  settled: number;
  problem: { code: string; detail: string } | null;
};
export type DropSourceRow = {
  id: string;
  agencyId: number;
  agency: string;
  catalog: string;
  mode: 'append' | 'full';
  kind: 'folder' | 's3';
  location: string;
  region: string | null;
  isPaused: boolean;
  createdAt: string;
  lastPolledAt: string | null;
  lastResult: PollResult | null;
};
export type Credentials = { accessKeyId: string; secretAccessKey: string };

const columns =
  sql.raw(`s.id, s.agency_id as "agencyId", a.code as agency, s.catalog, s.mode, s.kind, s.location, s.region,
  s.is_paused as "isPaused", s.created_at as "createdAt", s.last_polled_at as "lastPolledAt", s.last_result as "lastResult"`);
const credentialsOf = (id: string) => `drop-source:${id}`;

const sealed = async (vault: Vault, id: string, credentials: Credentials | undefined) =>
  credentials ? hex(await vault.seal(JSON.stringify(credentials), credentialsOf(id))) : null;

export const findSource = async (db: Db, id: string): Promise<DropSourceRow | undefined> =>
  (
    await rows<DropSourceRow>(
      db,
      sql`select ${columns} from drop_sources s join agencies a on a.id = s.agency_id where s.id = ${id}::text::uuid`,
    )
  )[0];

export const listSources = (db: Db, { after, limit }: { after: string | undefined; limit: number }) =>
  rows<DropSourceRow>(
    db,
    sql`select ${columns} from drop_sources s join agencies a on a.id = s.agency_id
    ${after ? sql`where s.id > ${after}::text::uuid` : sql``} order by s.id limit ${limit + 1}`,
  );

type NewSource = Pick<
  DropSourceRow,
  'id' | 'agencyId' | 'catalog' | 'mode' | 'kind' | 'location' | 'region'
> & {
  credentials: Credentials | undefined;
  by: string;
  at: string;
};

// Gives false where another source looks at that place already.
export const insertSource = async (db: Db, vault: Vault, source: NewSource): Promise<boolean> =>
  (
    await rows(
      db,
      sql`insert into drop_sources (id, agency_id, catalog, mode, kind, location, region, sealed_credentials, created_by, created_at)
      values (${source.id}::text::uuid, ${source.agencyId}, ${source.catalog}, ${source.mode}, ${source.kind}, ${source.location},
        ${source.region}, decode(${await sealed(vault, source.id, source.credentials)}::text, 'hex'), ${source.by}, ${source.at}::timestamptz)
      on conflict (kind, location) do nothing returning 1`,
    )
  ).length > 0;

export type SourceChange = Partial<Pick<DropSourceRow, 'isPaused' | 'mode' | 'location' | 'region'>> & {
  credentials?: Credentials | undefined;
};

export const isPlaceTaken = async (db: Db, { id, kind, location }: DropSourceRow): Promise<boolean> =>
  (
    await rows(
      db,
      sql`select 1 from drop_sources where kind = ${kind} and location = ${location} and id <> ${id}::text::uuid`,
    )
  ).length > 0;

export const changeSource = async (db: Db, vault: Vault, id: string, change: SourceChange) =>
  db.execute(sql`update drop_sources set is_paused = coalesce(${change.isPaused ?? null}::boolean, is_paused),
      mode = coalesce(${change.mode ?? null}, mode), location = coalesce(${change.location ?? null}, location),
      region = coalesce(${change.region ?? null}, region),
      sealed_credentials = coalesce(decode(${await sealed(vault, id, change.credentials)}::text, 'hex'), sealed_credentials)
    where id = ${id}::text::uuid`);

export const deleteSource = (db: Db, id: string) =>
  db.execute(sql`delete from drop_sources where id = ${id}::text::uuid`);

export const openCredentials = async (db: Db, vault: Vault, id: string): Promise<Credentials> => {
  const [found] = await rows<{ sealed: Uint8Array }>(
    db,
    sql`select sealed_credentials as sealed from drop_sources where id = ${id}::text::uuid`,
  );
  if (!found) throw new Error('the keys of a bucket are gone');
  return JSON.parse(await vault.openText(found.sealed, credentialsOf(id))) as Credentials;
};

export type Turn = { id: string; token: string };

// Of several processes one looks at a source, each once a round; whoever was cut off leaves it to the next round.
export const claimSource = async (
  db: Db,
  claim: { token: string; now: string; until: string; notSince: string },
): Promise<DropSourceRow | undefined> =>
  (
    await rows<DropSourceRow>(
      db,
      sql`update drop_sources s set lease_token = ${claim.token}::text::uuid, lease_until = ${claim.until}::timestamptz,
      last_polled_at = ${claim.now}::timestamptz
    from agencies a
    where a.id = s.agency_id and s.id = (select o.id from drop_sources o where not o.is_paused
        and (o.lease_until is null or o.lease_until <= ${claim.now}::timestamptz)
        and (o.last_polled_at is null or o.last_polled_at < ${claim.notSince}::timestamptz)
      order by o.last_polled_at nulls first, o.id limit 1 for update skip locked)
    returning ${columns}`,
    )
  )[0];

const held = (turn: Turn) => sql`id = ${turn.id}::text::uuid and lease_token = ${turn.token}::text::uuid`;

export const extendTurn = async (db: Db, turn: Turn, until: string): Promise<boolean> =>
  (
    await rows(
      db,
      sql`update drop_sources set lease_until = ${until}::timestamptz where ${held(turn)} returning 1`,
    )
  ).length > 0;

export const endTurn = (db: Db, turn: Turn, result: PollResult) =>
  db.execute(sql`update drop_sources set lease_token = null, lease_until = null,
    last_result = ${json(result)}::text::jsonb where ${held(turn)}`);
