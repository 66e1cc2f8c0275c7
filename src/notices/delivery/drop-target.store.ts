import { sql } from 'drizzle-orm';
import { type Db, rows } from '../../platform/door/db.ts';
import { hex } from '../../platform/keys/bytes.ts';
import type { Vault } from '../../platform/keys/vault.ts';
import type { NoticeFileFormat } from '../inbox/notice-sheet.rules.ts';

const keysOf = (subscriptionId: string) => `subscription-drop:${subscriptionId}`;

export type DropCredentials = { accessKeyId: string; secretAccessKey: string };
export type DropTarget = {
  kind: 'folder' | 's3';
  location: string;
  format: NoticeFileFormat;
  region: string | null;
  credentials: DropCredentials | null;
};

const sealed = async (vault: Vault, id: string, { credentials }: DropTarget) =>
  credentials ? hex(await vault.seal(JSON.stringify(credentials), keysOf(id))) : null;

export const saveDropTarget = async (tx: Db, vault: Vault, about: { id: string; target: DropTarget }) => {
  const { id, target } = about;
  await tx.execute(sql`insert into subscription_drops (subscription_id, kind, format, region,
    sealed_credentials)
    values (${id}::uuid, ${target.kind}, ${target.format}, ${target.region},
      decode(${await sealed(vault, id, target)}::text, 'hex'))
    on conflict (subscription_id) do update set kind = excluded.kind, format = excluded.format,
      region = excluded.region,
      sealed_credentials = excluded.sealed_credentials`);
};

export const dropTargetOf = async (db: Db, vault: Vault, id: string): Promise<DropTarget | undefined> => {
  const [found] = await rows<Omit<DropTarget, 'credentials'> & { sealed: Uint8Array | null }>(
    db,
    sql`select d.kind, d.format, d.region, d.sealed_credentials as sealed, s.endpoint_url as location
    from subscription_drops d join subscriptions s on s.id = d.subscription_id
    where d.subscription_id = ${id}::uuid and s.channel = 'file'`,
  );
  if (!found) return undefined;
  const { sealed: kept, ...target } = found;
  const credentials = kept ? (JSON.parse(await vault.openText(kept, keysOf(id))) as DropCredentials) : null;
  return { ...target, credentials };
};

// Keys are kept no longer than they are used.
export const forgetDropTarget = (tx: Db, id: string) =>
  tx.execute(sql`delete from subscription_drops where subscription_id = ${id}::uuid`);

// A place whose files the registry reads itself: a notice laid there would be taken for an upload.
export const isReadByImports = async (
  db: Db,
  place: Pick<DropTarget, 'kind' | 'location'>,
): Promise<boolean> =>
  (
    await rows(
      db,
      sql`select 1 from drop_sources where kind = ${place.kind}
        and (starts_with(rtrim(location, '/') || '/', rtrim(${place.location}, '/') || '/')
          or starts_with(rtrim(${place.location}, '/') || '/', rtrim(location, '/') || '/')) limit 1`,
    )
  ).length > 0;
