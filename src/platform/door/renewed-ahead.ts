type Kept<V> = { value: V; at: number; isBeingRenewed: boolean };
const kept = new WeakMap<object, Map<string, Kept<unknown>>>();

const STANDS_FOR_MS = 1000;
const RENEWED_AFTER_MS = 500;
const MOST_READINGS = 10_000;

// A reading that many share and that is never older than a second. In its second half the next one is made
// beside those who still use it, so that at a steady pace nobody waits for it. A reading that fails is asked
// again by whoever comes next.
export const renewedAhead = async <V>(
  of: { owner: object; key: string; now: Date },
  { read, readBeside }: { read: () => Promise<V>; readBeside: () => Promise<V> },
): Promise<V> => {
  const readings = (kept.get(of.owner) ?? new Map()) as Map<string, Kept<V>>;
  kept.set(of.owner, readings);
  const at = of.now.getTime();
  const keep = (value: V) => void readings.set(of.key, { value, at, isBeingRenewed: false });
  const before = readings.get(of.key);
  const age = before ? at - before.at : STANDS_FOR_MS;
  if (before && age >= 0 && age < STANDS_FOR_MS) {
    if (age >= RENEWED_AFTER_MS && !before.isBeingRenewed) {
      before.isBeingRenewed = true;
      void readBeside().then(keep, () => readings.delete(of.key));
    }
    return before.value;
  }
  if (readings.size > MOST_READINGS) readings.clear();
  readings.delete(of.key);
  const value = await read();
  keep(value);
  return value;
};

// Readings kept for this owner no longer hold.
export const forgetReadings = (owner: object): void => void kept.delete(owner);
