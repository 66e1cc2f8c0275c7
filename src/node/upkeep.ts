import { sealLines } from '../access/audit/seal-lines.ts';
import type { OpenDeps } from './open-deps.ts';

const SEAL_EVERY_MS = 1000;
const MAINTAIN_EVERY_MS = 5 * 60_000;

// Not jobs: cheaper than a schedule row a second, and an embedded database is this
// process's own to look after.
export const startUpkeep = (deps: OpenDeps): { stop(): Promise<void> } => {
  let underWay: Promise<unknown> = Promise.resolve();
  const every = (ms: number, name: string, act: () => Promise<unknown>) =>
    setInterval(() => {
      underWay = underWay.then(act).catch((error) => deps.log('error', `${name}.failed`, { error }));
    }, ms);
  const timers = [
    every(SEAL_EVERY_MS, 'audit.seal', () => sealLines(deps)),
    every(MAINTAIN_EVERY_MS, 'database.maintenance', () => deps.database.maintain()),
  ];
  return {
    stop: async () => {
      timers.forEach(clearInterval);
      await underWay;
    },
  };
};
