import { and, eq, sql } from 'drizzle-orm';
import { type Db, rows } from '../../platform/door/db.ts';
import type { Vault } from '../../platform/keys/vault.ts';
import { subscriptionDrops, subscriptions } from '../subscriptions/subscription.table.ts';

const keysOf = (subscriptionId: string) => `subscription-drop:${subscriptionId}`;

export type DropCredentials = { accessKeyId: string; secretAccessKey: string };
export type DropTarget = Pick<typeof subscriptionDrops.$inferSelect, 'kind' | 'format' | 'region'> & {
  location: string;
  credentials: DropCredentials | null;
};

export const saveDropTarget = async (tx: Db, vault: Vault, about: { id: string; target: DropTarget }) => {
  const { id, target } = about;
  const { kind, format, region, credentials } = target;
  const sealedCredentials = credentials ? await vault.seal(JSON.stringify(credentials), keysOf(id)) : null;
  const kept = { kind, format, region, sealedCredentials };
  await tx
    .insert(subscriptionDrops)
    .values({ subscriptionId: id, ...kept })
    .onConflictDoUpdate({ target: subscriptionDrops.subscriptionId, set: kept });
};

export const dropTargetOf = async (db: Db, vault: Vault, id: string): Promise<DropTarget | undefined> => {
  const [found] = await db
    .select({
      kind: subscriptionDrops.kind,
      format: subscriptionDrops.format,
      region: subscriptionDrops.region,
      sealed: subscriptionDrops.sealedCredentials,
      location: subscriptions.endpointUrl,
    })
    .from(subscriptionDrops)
    .innerJoin(subscriptions, eq(subscriptions.id, subscriptionDrops.subscriptionId))
    .where(and(eq(subscriptionDrops.subscriptionId, id), eq(subscriptions.channel, 'file')));
  if (!found || found.location === null) return undefined;
  const { sealed, location, ...target } = found;
  const credentials = sealed
    ? (JSON.parse(await vault.openText(sealed, keysOf(id))) as DropCredentials)
    : null;
  return { ...target, location, credentials };
};

// Keys are kept no longer than they are used.
export const forgetDropTarget = (tx: Db, id: string) =>
  tx.delete(subscriptionDrops).where(eq(subscriptionDrops.subscriptionId, id));

// A place whose files the registry reads itself: a notice laid there would be taken for an upload.
export const isReadByImports = async (
  db: Db,
  place: Pick<DropTarget, 'kind' | 'location'>,
): Promise<boolean> =>
  (
    await rows(
      db,
      sql`select 1 from drop_sources
      where kind = ${place.kind}
        and (starts_with(rtrim(location, '/') || '/', rtrim(${place.location}, '/') || '/')
          or starts_with(rtrim(${place.location}, '/') || '/', rtrim(location, '/') || '/'))
      limit 1`,
    )
  ).length > 0;
