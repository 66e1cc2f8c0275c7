import { eq, sql } from 'drizzle-orm';
import type { Db } from '../../platform/door/db.ts';
import type { Vault } from '../../platform/keys/vault.ts';
import { subscriptionSecrets } from '../subscriptions/subscription.table.ts';

const secretPurpose = (id: string) => `subscription-secret:${id}`;

type NewSecret = { id: string; subscriptionId: string; secret: string; at: string };

export const insertSecret = async (tx: Db, vault: Vault, { id, subscriptionId, secret, at }: NewSecret) => {
  const sealed = await vault.seal(secret, secretPurpose(id));
  await tx.insert(subscriptionSecrets).values({ id, subscriptionId, sealed, validFrom: at });
};

// The live secrets sign beside the new one until the overlap ends; older ones end no later than they would
// have.
export const retireSecrets = (tx: Db, subscriptionId: string, until: string) =>
  tx
    .update(subscriptionSecrets)
    .set({ validUntil: sql`least(${subscriptionSecrets.validUntil}, ${until}::timestamptz)` })
    .where(eq(subscriptionSecrets.subscriptionId, subscriptionId));

export const openSecret = async (db: Db, vault: Vault, id: string): Promise<string> => {
  const [found] = await db
    .select({ sealed: subscriptionSecrets.sealed })
    .from(subscriptionSecrets)
    .where(eq(subscriptionSecrets.id, id));
  if (!found) throw new Error('a secret that signs is gone');
  return vault.openText(found.sealed, secretPurpose(id));
};
