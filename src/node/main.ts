import { makeLog } from '../platform/running/log.ts';
import { startFault } from './start-fault.ts';
import type { RunningRegistry } from './start-registry.ts';

const OLDEST_NODE = 24;

const die = (line: string): never => {
  process.stderr.write(`${line}\n`);
  process.exit(1);
};

const log = makeLog('error', die, () => new Date());

const dieOf = (error: unknown): void => {
  const mendable = startFault(error);
  if (mendable) die(mendable);
  log('error', 'process.failed', { error });
};

// Long enough for a proxy that looks every second or two to send its requests elsewhere.
const ANNOUNCED_MS = 2_000;
const STOPPED_WITHIN_MS = 9_500;

// A supervisor kills what takes longer than ten seconds.
const stopInTime = async (service: RunningRegistry) => {
  setTimeout(() => process.exit(0), STOPPED_WITHIN_MS);
  await service.stop(ANNOUNCED_MS);
  process.exit(0);
};

if (Number(process.versions.node.split('.')[0]) < OLDEST_NODE)
  die(
    `需要 Node ${OLDEST_NODE} 或更高版本，当前为 ${process.versions.node}；请用 npm start 启动，它自带所需版本`,
  );

// An error that nobody caught leaves the process in an unknown state: log it, stop,
// let the supervisor start again.
process.on('uncaughtException', dieOf);

try {
  // Not before the version is known: some packages break on an older Node while they are being loaded.
  const { startRegistry } = await import('./start-registry.ts');
  const service = await startRegistry(process.env);
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stopInTime(service));
  console.log(`listening on ${service.url}`);
} catch (error) {
  dieOf(error);
}
