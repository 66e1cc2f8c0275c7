import type { Told } from './sign-in-tries.rules.ts';

type Kept = { refusal: Told; at: number };

const MOST_KEPT = 10_000;
const kept = new WeakMap<object, Map<string, Kept>>();

/**
 * Refusals of this process that still hold: who goes on asking is answered without the database, so that a
 * flood of tries does not queue on one row. Each stands until its wait is over; a clock set back ends it too.
 */
export const waitsOf = (owner: object) => {
  const waits = kept.get(owner) ?? new Map<string, Kept>();
  kept.set(owner, waits);
  return {
    get: (bucket: string, now: number): Told | undefined => {
      const found = waits.get(bucket);
      if (!found) return undefined;
      const [quota, judged] = found.refusal;
      const waitMs = judged.waitMs - (now - found.at);
      if (waitMs > 0 && now >= found.at) return [quota, { ...judged, waitMs }];
      waits.delete(bucket);
      return undefined;
    },
    keep: (bucket: string, refusal: Told, now: number): void => {
      if (waits.has(bucket)) return;
      if (waits.size >= MOST_KEPT) waits.clear();
      waits.set(bucket, { refusal, at: now });
    },
  };
};
