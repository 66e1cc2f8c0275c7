// The same seed gives the same town, on every machine and every day.
export type Random = { below(count: number): number; pick<T>(items: readonly T[]): T };

export const seeded = (seed: number): Random => {
  let state = seed >>> 0;
  const below = (count: number) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % count;
  };
  return { below, pick: (items) => items[below(items.length)] as (typeof items)[number] };
};
