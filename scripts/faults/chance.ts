// The same every time for the same seed (mulberry32), so that a run which found something can be had again.
export const chanceFrom = (seed: number) => {
  let state = seed;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return { between: (least: number, most: number) => least + Math.floor(next() * (most - least + 1)), next };
};

export type Chance = ReturnType<typeof chanceFrom>;
