import type { Fault } from '../../kernel/problems.ts';
import type { Deps } from '../door/deps.ts';
import { indexFaultsOf } from '../keys/index-standing.rules.ts';
import { readIndex } from '../keys/index-standing.store.ts';
import { keyFault } from '../keys/master-key.rules.ts';
import { ruleOnKey } from '../keys/prove-key.ts';
import { gauge, type ReadMetrics } from './figures.ts';
import { lockFaults } from './lock-waits.ts';
import { pendingMigrations } from './migrate.ts';
import { migrationNames } from './migration-names.ts';

const ANSWER_WITHIN_MS = 3000;
const TICK_WITHIN_SECONDS = 180;

// A room's word about itself: "unready" makes /readyz fail; a warning is shown there and changes nothing.
export type Standing = { unready: readonly Fault[]; warnings: readonly Fault[] };
export type ReadStanding = (deps: Pick<Deps, 'statement' | 'clock' | 'config'>) => Promise<Standing>;

// The reasons that keep this process from serving; none when it is ready.
export const readStanding = async (deps: Deps, rooms: readonly ReadStanding[]): Promise<Standing> => {
  if (deps.closing.aborted) return stopping;
  const asked = askAll(deps, rooms).catch(() => unreachable);
  return Promise.race([asked, unreachableAfter(ANSWER_WITHIN_MS)]);
};

const askAll = async (deps: Deps, rooms: readonly ReadStanding[]): Promise<Standing> => {
  const unready = await askDatabase(deps);
  if (unready.length > 0) return { unready, warnings: [] };
  const standings: Standing[] = [];
  for (const read of rooms) standings.push(await read(deps));
  return {
    unready: standings.flatMap((standing) => standing.unready),
    warnings: standings.flatMap((standing) => standing.warnings),
  };
};

const stopping: Standing = {
  unready: [
    { code: 'service.stopping', message: '服务正在停止：在办的请求将办完，请把新请求分发到其他实例。' },
  ],
  warnings: [],
};

const unreachable: Standing = {
  unready: [{ code: 'database.unreachable', message: '数据库没有应答，请检查数据库与网络。' }],
  warnings: [],
};

const unreachableAfter = (ms: number) =>
  new Promise<Standing>((resolve) => setTimeout(() => resolve(unreachable), ms));

const askDatabase = async (deps: Deps): Promise<Fault[]> => {
  const { statement, config } = deps;
  const pending = await pendingMigrations({ query: (text) => statement(text, []) }, migrationNames);
  if (pending.length > 0)
    return [
      { code: 'migrations.pending', message: `有 ${pending.length} 个迁移未应用：${pending.join('、')}` },
    ];
  const blind = await lookUpFaults(deps);
  if (blind.length > 0) return blind;
  const held = await lockFaults(statement);
  return config.scheduler ? [...held, ...judgeScheduler(await schedulerLag(statement))] : held;
};

// The canary is opened here, not only told by its id.
const lookUpFaults = async (deps: Deps): Promise<Fault[]> => {
  const reading = await readIndex(deps.statement);
  const faults = indexFaultsOf(reading, deps.vault.keyId);
  if (faults.length > 0 || reading.keyId === null) return faults;
  const ruled = await ruleOnKey(deps);
  return ruled.ruling === 'refused' ? [keyFault(ruled.code)] : [];
};

// Seconds since the scheduler last ran, in whatever process; null when it never did. By the database's clock,
// as its slots.
const schedulerLag = async (statement: Deps['statement']): Promise<number | null> => {
  const [tick] = await statement(
    `select extract(epoch from now() - ticked_at)::float8 as lag from scheduler_ticks where id = 1`,
    [],
  );
  return tick ? Number(tick.lag) : null;
};

/** Nothing is shown while the scheduler has never run. */
export const schedulerMetrics: ReadMetrics = async ({ statement }) => {
  const lag = await schedulerLag(statement);
  const samples = lag === null ? [] : [{ value: lag }];
  return [gauge('registry_scheduler_lag_seconds', 'Time since due work was last looked for.', samples)];
};

const judgeScheduler = (lag: number | null): Fault[] => {
  if (lag === null) return [{ code: 'scheduler.never-ran', message: '定时任务尚未运行过。' }];
  if (lag <= TICK_WITHIN_SECONDS) return [];
  return [{ code: 'scheduler.late', message: `定时任务已 ${Math.round(lag)} 秒没有运行。` }];
};
