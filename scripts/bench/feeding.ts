import { openAsBlob } from 'node:fs';
import { addAgency } from '../../src/access/agencies/add-agency.ts';
import { issueKey } from '../../src/access/keys/issue-key.ts';
import { type Batch, registryClient } from '../../src/client/registry-client.ts';
import { loadReference } from '../../src/law/rulebook/load-reference.ts';
import { openPostgres, readMigrations } from '../../src/node/open-database.ts';
import { depsOver } from '../../src/node/open-deps.ts';
import { operatorActor } from '../../src/platform/door/actor.ts';
import type { Ctx } from '../../src/platform/door/deps.ts';
import { keepKey } from '../../src/platform/keys/prove-key.ts';
import { readConfig } from '../../src/platform/running/config.ts';
import { cityCode, masterKey } from './city.ts';

export const fedCatalog = 'administrative-penalty';
export type Feeder = { key: string; agency: { code: string; name: string; uscc: string } };

export const asOperator = async <T>(url: string, step: (operator: Ctx) => Promise<T>): Promise<T> => {
  const database = openPostgres(url, { max: 2 });
  const config = readConfig({ DATABASE_URL: url, MASTER_KEY: masterKey, LOG_LEVEL: 'error' });
  const send = async () => ({ ok: false as const, fault: 'connect', tookMs: 0 });
  try {
    await database.migrate(readMigrations('migrations'));
    const deps = await depsOver(config, database, { send });
    await keepKey(deps, 'operator:bench');
    return await step({ ...deps, actor: operatorActor('operator:bench'), requestId: 'bench' });
  } finally {
    await database.close();
  }
};

// An agency that reports penalties, in a registry that need not exist yet.
export const addFeeder = (url: string): Promise<Feeder> =>
  asOperator(url, async (operator) => {
    await loadReference(operator);
    const agency = { code: 'CGJ', name: '基准城市管理局', uscc: cityCode(3) };
    await addAgency(operator, { ...agency, roles: ['feeder'], catalogs: [fedCatalog] });
    const { key } = await issueKey(operator, { agency: agency.code });
    return { key, agency };
  });

// From the first byte sent to the last row committed, over HTTP.
export const importOnce = async (
  url: string,
  key: string,
  file: string,
  type = 'text/csv',
): Promise<{ seconds: number; batch: Batch }> => {
  const registry = registryClient({ url, key });
  const began = performance.now();
  const { id } = await registry.upload({ catalog: fedCatalog }, await openAsBlob(file, { type }));
  const batch = await registry.waitForBatch(id, { everyMs: 100 });
  const seconds = (performance.now() - began) / 1000;
  if (batch.status !== 'done') throw new Error(`import ended ${JSON.stringify(batch)}`);
  return { seconds, batch };
};
