type Kept<V> = { value: V; at: number; isBeingRenewed: boolean };
type Readings<V> = { kept: Map<string, Kept<V>>; underWay: Map<string, { at: number; reading: Promise<V> }> };
const readingsOf = new WeakMap<object, Readings<unknown>>();

const STANDS_FOR_MS = 1000;
const RENEWED_AFTER_MS = 500;
const MOST_READINGS = 10_000;

// withinTransaction: the reader holds a connection. It reads by itself: whom it waited for might wait for it.
type Of = { owner: object; key: string; now: Date; withinTransaction?: boolean };

const isFresh = (at: number, now: number) => now - at >= 0 && now - at < STANDS_FOR_MS;

// A reading that many share and that is never older than a second. In its second half the next one is made
// beside those who still use it, so that at a steady pace nobody waits for it; after a quiet second those who
// come together wait for one. A reading that fails is asked again by whoever comes next.
export const renewedAhead = async <V>(
  { owner, key, now, withinTransaction = false }: Of,
  { read, readBeside }: { read: () => Promise<V>; readBeside: () => Promise<V> },
): Promise<V> => {
  const { kept, underWay } = (readingsOf.get(owner) ?? {
    kept: new Map(),
    underWay: new Map(),
  }) as Readings<V>;
  readingsOf.set(owner, { kept, underWay });
  const at = now.getTime();
  const keep = (value: V) => {
    kept.set(key, { value, at, isBeingRenewed: false });
    return value;
  };
  const before = kept.get(key);
  if (before && isFresh(before.at, at)) {
    if (at - before.at >= RENEWED_AFTER_MS && !before.isBeingRenewed) {
      before.isBeingRenewed = true;
      void readBeside().then(keep, () => kept.delete(key));
    }
    return before.value;
  }
  if (kept.size > MOST_READINGS) kept.clear();
  kept.delete(key);
  if (withinTransaction) return keep(await read());
  const others = underWay.get(key);
  if (others && isFresh(others.at, at)) return others.reading;
  const mine = { at, reading: read().then(keep) };
  underWay.set(key, mine);
  return mine.reading.finally(() => underWay.get(key) === mine && underWay.delete(key));
};

// Readings kept for this owner no longer hold, nor do those under way.
export const forgetReadings = (owner: object): void => void readingsOf.delete(owner);
