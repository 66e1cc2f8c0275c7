import { sql } from 'drizzle-orm';
import { type Db, rows } from '../../platform/door/db.ts';
import { hex } from '../../platform/keys/bytes.ts';
import type { Vault } from '../../platform/keys/vault.ts';

const secretPurpose = (id: string) => `subscription-secret:${id}`;

type NewSecret = { id: string; subscriptionId: string; secret: string; at: string };

export const insertSecret = async (tx: Db, vault: Vault, { id, subscriptionId, secret, at }: NewSecret) => {
  const sealed = hex(await vault.seal(secret, secretPurpose(id)));
  await tx.execute(sql`insert into subscription_secrets (id, subscription_id, sealed, valid_from)
    values (${id}::uuid, ${subscriptionId}::uuid, decode(${sealed}, 'hex'), ${at}::timestamptz)`);
};

// The live secrets sign beside the new one until the overlap ends; older ones end no later than they would
// have.
export const retireSecrets = (tx: Db, subscriptionId: string, until: string) =>
  tx.execute(sql`update subscription_secrets set valid_until = least(valid_until, ${until}::timestamptz)
    where subscription_id = ${subscriptionId}::uuid`);

export const openSecret = async (db: Db, vault: Vault, id: string): Promise<string> => {
  const [found] = await rows<{ sealed: Uint8Array }>(
    db,
    sql`select sealed from subscription_secrets where id = ${id}::uuid`,
  );
  if (!found) throw new Error('a secret that signs is gone');
  return vault.openText(found.sealed, secretPurpose(id));
};
