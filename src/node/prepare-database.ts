import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { adoptTrail } from '../access/audit/adopt-trail.ts';
import { loadMeasures } from '../law/measures/load-measures.ts';
import { loadReference } from '../law/rulebook/load-reference.ts';
import { operatorActor } from '../platform/door/actor.ts';
import { keepKey, refuseWrongKey } from '../platform/keys/prove-key.ts';
import { readMigrations } from './open-database.ts';
import type { OpenDeps } from './open-deps.ts';
import { sealKeptNames } from './seal-kept-names.ts';

// Beside src/ and beside dist/ alike, whatever the working folder.
const migrationsFolder = (): string => {
  const places = ['../migrations', '../../migrations'].map((place) =>
    fileURLToPath(new URL(place, import.meta.url)),
  );
  const found = places.find(existsSync);
  if (!found) throw new Error(`no migrations folder at ${places.join(' or ')}`);
  return found;
};

// Nothing with a wrong key; pending migrations, then what the law gives and the
// deployment has not set itself.
export const prepareDatabase = async (deps: OpenDeps, by: string): Promise<{ applied: string[] }> => {
  // First, so that a role which is named for the first time can read whose key it is.
  await deps.database.grant();
  await refuseWrongKey(deps);
  const { applied } = await deps.database.migrate(readMigrations(migrationsFolder()));
  await keepKey(deps, by);
  await sealKeptNames(deps);
  const ctx = { ...deps, actor: operatorActor(by), requestId: deps.newId() };
  await loadReference(ctx);
  await loadMeasures(ctx);
  if (applied.length > 0) await adoptTrail(ctx);
  return { applied };
};
