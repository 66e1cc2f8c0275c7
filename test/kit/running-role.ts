import { randomBytes } from 'node:crypto';
import postgres from 'postgres';
import { grantsFor } from '../../src/platform/running/running-role.ts';

/** A role that owns nothing and may sign in, with an address for it. */
export const aRole = async (url: string): Promise<{ role: string; url: string }> => {
  const [role, password] = [
    `registry_app_${randomBytes(4).toString('hex')}`,
    randomBytes(12).toString('hex'),
  ];
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  await sql.unsafe(`create role ${role} login password '${password}'`).finally(() => sql.end());
  const address = new URL(url);
  [address.username, address.password] = [role, password];
  return { role, url: address.href };
};

/** The address of a role that has just what `cli migrate` gives. */
export const asRunningRole = async (url: string): Promise<string> => {
  const { role, url: address } = await aRole(url);
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  await sql.unsafe(grantsFor(role)).finally(() => sql.end());
  return address;
};
