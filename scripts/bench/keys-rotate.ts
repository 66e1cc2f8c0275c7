import postgres from 'postgres';
import { openPostgres } from '../../src/node/open-database.ts';
import { depsOver } from '../../src/node/open-deps.ts';
import { operatorActor } from '../../src/platform/door/actor.ts';
import type { Ctx } from '../../src/platform/door/deps.ts';
import { hex } from '../../src/platform/keys/bytes.ts';
import { keepKey } from '../../src/platform/keys/prove-key.ts';
import { renewDataKey } from '../../src/platform/keys/renew-data-key.ts';
import { resealValues } from '../../src/platform/keys/reseal-values.ts';
import { readConfig } from '../../src/platform/running/config.ts';
import { identifierPurpose, lookupOf } from '../../src/registry/subjects/subject-lookup.ts';
import { freshDatabase } from '../../test/kit/postgres.ts';
import { checkRequests, serveRegistry } from './check.ts';
import { askedCodes, buildCity, copy, masterKey } from './city.ts';
import { type LoadResult, runLoad } from './load.ts';
import { type BenchResult, median, round } from './result.ts';
import { startServer } from './server.ts';

const PER_SECOND = 200;
const VALUES_PER_SECOND = 20_000;
const MOST_P99 = 2;
const WINDOW_SECONDS = 5;

const operatorOf = async (url: string): Promise<{ ctx: Ctx; close(): Promise<void> }> => {
  const database = openPostgres(url, { max: 2 });
  const config = readConfig({ DATABASE_URL: url, MASTER_KEY: masterKey, LOG_LEVEL: 'error' });
  const send = async () => ({ ok: false as const, fault: 'connect', tookMs: 0 });
  const deps = await depsOver(config, database, { send });
  await keepKey(deps, 'operator:bench');
  const ctx = { ...deps, actor: operatorActor('operator:bench'), requestId: 'bench' };
  return { ctx, close: database.close };
};

// Made-up permits, each sealed beside its index as an import leaves it.
async function* sealedLines({ vault }: Ctx, { from, count }: { from: number; count: number }) {
  for (let no = 0; no < count; no++) {
    const code = `H${String(no).padStart(8, '0')}`;
    const lookup = lookupOf(vault, 'hk-macao-permit', code);
    const sealed = await vault.seal(code, identifierPurpose(lookup));
    yield `${lookup}\t${from + no}\thk-macao-permit\t\\\\x${hex(sealed)}\n`;
  }
}

const fillPersons = async (url: string, ctx: Ctx, size: { from: number; count: number }) => {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  await sql`insert into subjects (id, kind, name, created_at)
    select ${size.from}::bigint + n, 'person', '基准居民', now() from generate_series(0, ${size.count - 1}::int) n`;
  await copy(sql, 'subject_identifiers (lookup, subject_id, type, sealed)', () => sealedLines(ctx, size));
  await sql.unsafe('vacuum analyze').simple();
  await sql.end();
};

// cpuUs: of this process, for one value.
type Timed = { seconds: number; resealed: number; cpuUs: number };

const resealed = async (ctx: Ctx): Promise<Timed> => {
  const { no } = await renewDataKey(ctx);
  const [began, used] = [performance.now(), process.cpuUsage()];
  const done = await resealValues(ctx, no, () => {});
  const { user, system } = process.cpuUsage(used);
  const seconds = (performance.now() - began) / 1000;
  return { seconds, resealed: done.resealed, cpuUs: (user + system) / done.resealed };
};

// Windows that lie wholly within the work.
const whileWorked = async (work: Promise<Timed>, load: () => Promise<LoadResult>) => {
  let isOver = false;
  void work.then(() => {
    isOver = true;
  });
  const windows: LoadResult[] = [];
  for (;;) {
    const one = await load();
    if (isOver && windows.length > 0) return windows;
    if (isOver) throw new Error('the work ended within the first window');
    windows.push(one);
  }
};

type Measured = Timed & { quietMs: number; busyMs: number; peakRssMb: number };

const p99 = (list: readonly LoadResult[]) => median(list.map(({ p99Ms }) => p99Ms));

const measured = async (url: string, { isQuick }: { isQuick: boolean }): Promise<Measured> => {
  const subjects = isQuick ? 50_000 : 200_000;
  const window = await buildCity(url, { subjects, listings: subjects / 50 });
  const { ctx, close } = await operatorOf(url);
  await fillPersons(url, ctx, { from: subjects + 1, count: isQuick ? 400_000 : 1_000_000 });
  const service = await serveRegistry(url);
  const requests = checkRequests(askedCodes(subjects, 4000), window.key);
  const plan = { requests, connections: 64, perSecond: PER_SECOND, seconds: WINDOW_SECONDS };
  const load = () => runLoad({ url: service.url, ...plan });
  await load();
  const quiet = [await load(), await load(), await load()];
  const work = resealed(ctx);
  const busy = await whileWorked(work, load);
  const done = await work;
  const peakRssMb = round(service.peakRssMb(), 0);
  await service.stop();
  await close();
  const failed = [...quiet, ...busy].reduce((sum, one) => sum + one.failed, 0);
  if (failed > 0) throw new Error(`${failed} checks failed`);
  return { ...done, quietMs: p99(quiet), busyMs: p99(busy), peakRssMb };
};

// A new data key beside a window that asks 200 checks a second, against the same window in a quiet hour.
export const keysRotateBench = async (size: { isQuick: boolean }): Promise<BenchResult> => {
  const server = await startServer();
  try {
    const {
      seconds,
      resealed: values,
      cpuUs,
      quietMs,
      busyMs,
      peakRssMb,
    } = await measured(await freshDatabase(server), size);
    const perSecond = values / seconds;
    const p99Ratio = round(busyMs / quietMs);
    console.error(
      `p99 ${round(quietMs)} ms idle, ${round(busyMs)} ms beside ${values} values, each ${round(cpuUs)} µs of processor time here`,
    );
    return {
      case: 'keys-rotate',
      unit: 'values/s',
      ours: round(perSecond, 0),
      baseline: VALUES_PER_SECOND,
      ratio: round(perSecond / VALUES_PER_SECOND),
      p99Ratio,
      peakRssMb,
      target: `≥ ${VALUES_PER_SECOND}, p99 ≤ ${MOST_P99}`,
      isMet: perSecond >= VALUES_PER_SECOND && p99Ratio <= MOST_P99,
    };
  } finally {
    await server.stop();
  }
};
