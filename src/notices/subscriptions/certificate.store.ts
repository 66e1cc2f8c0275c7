import { sql } from 'drizzle-orm';
import { type Db, rows } from '../../platform/door/db.ts';
import { hex } from '../../platform/keys/bytes.ts';
import type { Vault } from '../../platform/keys/vault.ts';
import type { ClientCertificate } from '../../platform/outside/client-certificate.ts';

const keyPurpose = (id: string) => `subscription-certificate:${id}`;

type NewCertificate = ClientCertificate & { subscriptionId: string; validUntil: string; at: string };

export const insertCertificate = async (tx: Db, vault: Vault, made: NewCertificate) => {
  const sealed = hex(await vault.seal(made.key, keyPurpose(made.id)));
  await tx.execute(sql`insert into subscription_certificates (id, subscription_id, certificate, sealed_key,
    valid_until, uploaded_at)
    values (${made.id}::uuid, ${made.subscriptionId}::uuid, ${made.certificate}, decode(${sealed}, 'hex'),
      ${made.validUntil}::timestamptz, ${made.at}::timestamptz)`);
  await tx.execute(
    sql`update subscriptions set certificate_id = ${made.id}::uuid where id = ${made.subscriptionId}::uuid`,
  );
};

export const dropCertificates = async (tx: Db, subscriptionId: string) => {
  await tx.execute(sql`update subscriptions set certificate_id = null where id = ${subscriptionId}::uuid`);
  await tx.execute(
    sql`delete from subscription_certificates where subscription_id = ${subscriptionId}::uuid`,
  );
};

export const openCertificate = async (db: Db, vault: Vault, id: string): Promise<ClientCertificate> => {
  const [found] = await rows<{ certificate: string; sealed_key: Uint8Array }>(
    db,
    sql`select certificate, sealed_key from subscription_certificates where id = ${id}::uuid`,
  );
  if (!found) throw new Error('a certificate to be shown was replaced meanwhile');
  return { id, certificate: found.certificate, key: await vault.openText(found.sealed_key, keyPurpose(id)) };
};
