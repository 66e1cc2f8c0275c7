import { loadReference } from '../../src/law/rulebook/load-reference.ts';
import { readMigrations } from '../../src/node/open-database.ts';
import { depsOver, type OpenDeps, openDatabase } from '../../src/node/open-deps.ts';
import { operatorActor } from '../../src/platform/door/actor.ts';
import type { Ctx } from '../../src/platform/door/deps.ts';
import { keepKey, refuseWrongKey } from '../../src/platform/keys/prove-key.ts';
import { readConfig } from '../../src/platform/running/config.ts';

export type Env = Record<string, string>;

// A registry without a service around it, for what is killed and looked at from outside; closed after the
// step.
export const withDeps = async <T>(env: Env, step: (deps: OpenDeps) => Promise<T>): Promise<T> => {
  const config = readConfig(env);
  const database = await openDatabase(config);
  const deps = await depsOver(config, database, { send: () => Promise.reject(new Error('no')) });
  await refuseWrongKey(deps);
  return step(deps).finally(() => database.close());
};

// The same, migrated and with the law loaded, for its operator.
export const withNewRegistry = <T>(
  env: Env,
  step: (operator: Ctx, deps: OpenDeps) => Promise<T>,
): Promise<T> =>
  withDeps(env, async (deps) => {
    await deps.database.migrate(readMigrations('migrations'));
    await keepKey(deps, 'operator:test');
    const operator = { ...deps, actor: operatorActor('operator:test'), requestId: 'test' };
    await loadReference(operator);
    return step(operator, deps);
  });
