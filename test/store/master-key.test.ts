import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { sampleSealed, sealedColumns } from '../../src/platform/keys/master-key.store.ts';
import { keepKey } from '../../src/platform/keys/prove-key.ts';
import { openVault } from '../../src/platform/keys/vault.ts';
import { makeCity } from '../kit/cases.ts';
import { aCitizenId } from '../kit/identities.ts';
import { aDefaulterRow, upload } from '../kit/uploads.ts';

// Digests and trees of the audit trail are no secrets, and the canary is what the others are compared with.
const notSealed = [
  ...['audit_lines.digest', 'audit_seals.previous', 'audit_seals.hash', 'audit_nodes.hash'],
  ...['audit_checkpoints.root', 'audit_checkpoints.frontier', 'master_keys.canary'],
  // Wrapped by the master key, not sealed by a data key.
  'data_keys.wrapped',
];

test('every column that the master key seals is among those tried before a key is believed', async () => {
  const city = await makeCity();
  const found =
    await city.query(`select table_name || '.' || column_name as name from information_schema.columns
    where table_schema = 'public' and data_type = 'bytea'`);
  const listed = sealedColumns.map(({ table, column }) => `${table}.${column}`);
  const names = found.map(({ name }) => String(name));
  expect(names.filter((name) => !notSealed.includes(name)).toSorted()).toEqual(listed.toSorted());
});

test('those that a new data key leaves as they are stand in tables that refuse every change, and no others', async () => {
  const city = await makeCity();
  const found =
    await city.query(`select distinct tgrelid::regclass::text as name from pg_trigger join pg_proc p on p.oid = tgfoid
      where p.proname = 'refuse_change' and tgtype & 24 = 24`);
  const refusing = new Set(found.map(({ name }) => String(name)));
  expect(sealedColumns.filter(({ isAppendOnly }) => isAppendOnly)).toEqual(
    sealedColumns.filter(({ table }) => refusing.has(table)),
  );
});

test('what the registry sealed through its doors proves its key, each value under what it is bound to, and no other key', async () => {
  const city = await makeCity();
  const feed = (cells: Record<string, string>) =>
    upload(city, city.market, {
      catalog: 'judgment-defaulter',
      rows: [aDefaulterRow(city.market, '1', cells)],
    });
  await feed({});
  await feed({ 失信行为具体情形: '有履行能力而拒不履行' });
  await feed({ 证件号码: '440300190001010000' });
  const asked = {
    subject: { type: 'citizen-id', code: aCitizenId('1') },
    purpose: 'licensing',
    caseNo: 'BJ-1',
  };
  await city.post(city.window, '/reports', asked);
  await city.post(city.window, '/checks', { ...asked, purpose: 'commitment' }, { 'idempotency-key': 'k-1' });
  await city.post(city.department, '/subscriptions', {
    name: '测试',
    schedule: { kind: 'at-once' },
    endpoint: { url: 'https://127.0.0.1/hook' },
  });
  const tables = new Set<string>();
  for (const { table, column } of sealedColumns)
    if ((await city.query(`select 1 from ${table} where ${column} is not null limit 1`)).length > 0)
      tables.add(table);
  expect([...tables]).toEqual(
    expect.arrayContaining([
      'subject_identifiers',
      'batch_parts',
      'reports',
      'subscription_secrets',
      'idempotency_keys',
    ]),
  );
  expect((await sampleSealed(city.deps.statement)).length).toBeGreaterThan(5);
  await city.query('delete from master_keys');
  const stranger = { ...city.deps, vault: await openVault(randomBytes(32).toString('base64')) };
  await expect(keepKey(stranger, 'operator:test')).rejects.toThrow('主密钥与数据库不符');
  expect(await city.query('select 1 from master_keys')).toEqual([]);
  await keepKey(city.deps, 'operator:test');
  expect(await city.query('select key_id from master_keys')).toEqual([{ key_id: city.deps.vault.keyId }]);
});
