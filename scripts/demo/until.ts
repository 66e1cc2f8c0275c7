import { setTimeout as wait } from 'node:timers/promises';

const LOOK_EVERY_MS = 50;
const GIVE_UP_AFTER_MS = 60_000;

// Looks again and again until there is something to see.
export const until = async <T>(
  look: () => T | undefined | Promise<T | undefined>,
): Promise<T | undefined> => {
  const stopAt = performance.now() + GIVE_UP_AFTER_MS;
  while (performance.now() < stopAt) {
    const seen = await look();
    if (seen !== undefined) return seen;
    await wait(LOOK_EVERY_MS);
  }
  return undefined;
};
