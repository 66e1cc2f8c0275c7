import { guardedSend } from '../../src/node/guarded-send.ts';
import type { Database } from '../../src/node/open-database.ts';
import { depsOver, type OpenDeps, openDatabase } from '../../src/node/open-deps.ts';
import { prepareDatabase } from '../../src/node/prepare-database.ts';
import { sealKeptNames } from '../../src/node/seal-kept-names.ts';
import { operatorActor } from '../../src/platform/door/actor.ts';
import type { DbRow } from '../../src/platform/door/db.ts';
import type { Ctx } from '../../src/platform/door/deps.ts';
import { keepKey } from '../../src/platform/keys/prove-key.ts';
import { readConfig } from '../../src/platform/running/config.ts';
import { pendingMigrations } from '../../src/platform/running/migrate.ts';
import { migrationNames } from '../../src/platform/running/migration-names.ts';
import type { Call } from './command.ts';

// The name that stands in the audit trail beside what was done.
const operator = (env: Call['env']) =>
  `operator:${env.USER ?? env.LOGNAME ?? process.getuid?.() ?? 'unknown'}`;

// Opens the database of the environment, brings it up to date unless MIGRATE=off, and does one thing in the
// operator's name.
export const asOperator = async <T>(
  env: Call['env'],
  act: (ctx: Ctx, opened: { applied: string[]; grant: Database['grant'] }) => Promise<T>,
): Promise<T> => {
  const config = readConfig({ ...env, LOG_LEVEL: env.LOG_LEVEL ?? 'error' });
  const database = await openDatabase(config);
  const send = guardedSend(config.pushAllow);
  try {
    const deps = await depsOver(config, database, { send });
    const applied = config.migrate ? await bringUpToDate(deps, operator(env)) : [];
    if (!config.migrate) await keepKey(deps, operator(env));
    const ctx = { ...deps, actor: operatorActor(operator(env)), requestId: deps.newId() };
    return await act(ctx, { applied, grant: database.grant });
  } finally {
    await send.close();
    await database.close();
  }
};

const holdsLaw = async (query: (text: string) => Promise<DbRow[]>): Promise<boolean> => {
  const [found] = await query(`select exists (select from settings) and exists (select from rule_sets)
    and exists (select from measures) as held`);
  return found?.held === true;
};

const bringUpToDate = async (deps: OpenDeps, by: string): Promise<string[]> => {
  const query = (text: string) => deps.statement(text, []);
  const pending = await pendingMigrations({ query }, migrationNames).catch(() => migrationNames);
  // A first migrate that was killed has left a database without the law.
  if (pending.length > 0 || !(await holdsLaw(query))) return (await prepareDatabase(deps, by)).applied;
  await keepKey(deps, by);
  await sealKeptNames(deps);
  return [];
};
