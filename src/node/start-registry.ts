import { setTimeout as wait } from 'node:timers/promises';
import { createApp } from '../app.ts';
import type { Queue } from '../platform/door/deps.ts';
import { verifyIndex } from '../platform/keys/assure-index.ts';
import { keepKey } from '../platform/keys/prove-key.ts';
import { type Config, readConfig } from '../platform/running/config.ts';
import { ownerSentence, runsAsOwner } from '../platform/running/owner-standing.ts';
import { startBackground } from './background.ts';
import { guardedSend } from './guarded-send.ts';
import { hasComeWhole, listen, socketAddress } from './listen.ts';
import type { Database } from './open-database.ts';
import { depsOver, type OpenDeps, openDatabase } from './open-deps.ts';
import { prepareDatabase } from './prepare-database.ts';
import { startUpkeep } from './upkeep.ts';

// announcedMs: for so long /readyz says that this process stops, and requests are still taken.
export type RunningRegistry = {
  url: string;
  deps: OpenDeps;
  stop(announcedMs?: number): Promise<void>;
};

// A long import goes on from its last committed chunk in the next process.
const WORK_MAY_TAKE_MS = 8_000;
const LAST_SEAL_MAY_TAKE_MS = 1_000;
const EMBEDDED_NOTICE = `
【注意】未设置 DATABASE_URL，正在使用嵌入式数据库：
  · 一个数据目录同时只能由一个进程打开，不能多副本运行；
  · 进程被杀不丢已提交数据，但断电可能丢失最近的写入；
  · 适合试用、演示与测试。正式运行请设置 DATABASE_URL 指向 PostgreSQL 15 或更高版本。
`;

export const startRegistry = async (env: Record<string, string | undefined>): Promise<RunningRegistry> => {
  const config = readConfig(env);
  const database = await openDatabase(config);
  try {
    return await serve(config, database, { isUrlGiven: Boolean(env.PUBLIC_URL) });
  } catch (cause) {
    await database.close().catch(() => {});
    throw cause;
  }
};

const serve = async (
  config: Config,
  database: Database,
  { isUrlGiven }: { isUrlGiven: boolean },
): Promise<RunningRegistry> => {
  if (database.kind === 'embedded') process.stderr.write(EMBEDDED_NOTICE);
  const send = guardedSend(config.pushAllow);
  let background: ReturnType<typeof startBackground> | undefined;
  const poke = (queue: Queue) => background?.poke(queue);
  const closing = new AbortController();
  const deps = await depsOver(config, database, { send, poke, closing: closing.signal });
  await (config.migrate ? prepareDatabase(deps, 'operator:start') : keepKey(deps, 'operator:start'));
  if (database.kind === 'postgres' && (await runsAsOwner(deps.statement)))
    deps.log('warn', 'database.owner', { message: ownerSentence });
  // Seconds in a large registry, so it goes beside; nobody waits for it to end.
  void verifyIndex(deps).catch((error) => {
    if (!closing.signal.aborted) deps.log('error', 'index.not-counted', { error });
  });
  const server = await listen(
    createApp(() => deps, { peerOf: socketAddress, deadlines: { isWhole: hasComeWhole } }),
    config,
  );
  const url = `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${server.port}`;
  if (!isUrlGiven) deps.config = { ...config, publicUrl: url };
  if (config.scheduler) background = startBackground(deps);
  const upkeep = startUpkeep(deps);
  const stop = once(async (announcedMs = 0) => {
    closing.abort();
    const working = Promise.race([background?.stop(), wait(WORK_MAY_TAKE_MS, undefined, { ref: false })]);
    working.catch(() => {});
    await wait(announcedMs);
    await server.close();
    await working;
    await Promise.race([upkeep.stop(), wait(LAST_SEAL_MAY_TAKE_MS, undefined, { ref: false })]);
    await send.close();
    await database.close();
  });
  return { url, deps, stop };
};

// A second signal must not stop what is stopping already.
const once = (act: (announcedMs?: number) => Promise<void>) => {
  let done: Promise<void> | undefined;
  return (announcedMs?: number) => {
    done ??= act(announcedMs);
    return done;
  };
};
