import { eq } from 'drizzle-orm';
import type { Db } from '../../platform/door/db.ts';
import type { Vault } from '../../platform/keys/vault.ts';
import type { ClientCertificate } from '../../platform/outside/post.ts';
import { subscriptionCertificates, subscriptions } from './subscription.table.ts';

const keyPurpose = (id: string) => `subscription-certificate:${id}`;

type NewCertificate = ClientCertificate & { subscriptionId: string; validUntil: string; at: string };

const setCertificate = (tx: Db, subscriptionId: string, certificateId: string | null) =>
  tx.update(subscriptions).set({ certificateId }).where(eq(subscriptions.id, subscriptionId));

export const insertCertificate = async (tx: Db, vault: Vault, { key, at, ...made }: NewCertificate) => {
  const sealedKey = await vault.seal(key, keyPurpose(made.id));
  await tx.insert(subscriptionCertificates).values({ ...made, sealedKey, uploadedAt: at });
  await setCertificate(tx, made.subscriptionId, made.id);
};

export const dropCertificates = async (tx: Db, subscriptionId: string) => {
  await setCertificate(tx, subscriptionId, null);
  await tx
    .delete(subscriptionCertificates)
    .where(eq(subscriptionCertificates.subscriptionId, subscriptionId));
};

export const openCertificate = async (db: Db, vault: Vault, id: string): Promise<ClientCertificate> => {
  const [found] = await db
    .select({
      certificate: subscriptionCertificates.certificate,
      sealedKey: subscriptionCertificates.sealedKey,
    })
    .from(subscriptionCertificates)
    .where(eq(subscriptionCertificates.id, id));
  if (!found) throw new Error('a certificate to be shown was replaced meanwhile');
  return { id, certificate: found.certificate, key: await vault.openText(found.sealedKey, keyPurpose(id)) };
};
