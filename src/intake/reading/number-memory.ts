// A row of the same file that had the number before. isOther: it names another subject; null where it was not
// read.
export type EarlierRow = { row: number; isOther: boolean | null };

type Named = { row: number; subject: string | null };
export type NumberMemory = { note(sourceNo: string, named: Named): EarlierRow | undefined };

const FEWEST_PLACES = 4096;
// Sixteen bytes each, half of them filled: 64 MB. Numbers beyond are not remembered.
const MOST_NUMBERS = 2_000_000;

type Places = { keys: Float64Array; rows: Uint32Array; subjects: Uint32Array };
const openPlaces = (count: number): Places => ({
  keys: new Float64Array(count),
  rows: new Uint32Array(count),
  subjects: new Uint32Array(count),
});

// Remembers the source numbers of a file, each with its first row. Typed arrays hold hashes: a Map of texts
// would take ten times the memory.
export const openNumberMemory = (): NumberMemory => {
  let places = openPlaces(FEWEST_PLACES);
  let count = 0;
  const grow = () => {
    const before = places;
    places = openPlaces(before.keys.length * 2);
    before.keys.forEach((key, at) => {
      if (key === 0) return;
      const place = placeOf(places.keys, key);
      places.keys[place] = key;
      places.rows[place] = before.rows[at] ?? 0;
      places.subjects[place] = before.subjects[at] ?? 0;
    });
  };
  return {
    note: (sourceNo, { row, subject }) => {
      const key = hashOf(sourceNo);
      const hash = subject === null ? 0 : hashOf(subject) >>> 0 || 1;
      if (count * 2 >= places.keys.length) grow();
      const place = placeOf(places.keys, key);
      if (places.keys[place] === key) {
        const first = places.subjects[place] ?? 0;
        if (first === hash && hash !== 0) return undefined;
        return { row: places.rows[place] ?? 0, isOther: first === 0 || hash === 0 ? null : true };
      }
      if (count >= MOST_NUMBERS) return undefined;
      count += 1;
      places.keys[place] = key;
      places.rows[place] = row;
      places.subjects[place] = hash;
      return undefined;
    },
  };
};

const placeOf = (keys: Float64Array, key: number): number => {
  const last = keys.length - 1;
  let place = key & last;
  while (keys[place] !== 0 && keys[place] !== key) place = (place + 1) & last;
  return place;
};

// 53 bits, never 0: among a million numbers two meet once in twenty thousand files.
const hashOf = (text: string): number => {
  let [high, low] = [0xdeadbeef, 0x41c6ce57];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    high = Math.imul(high ^ code, 0x9e3779b1);
    low = Math.imul(low ^ code, 0x5f356495);
  }
  high = Math.imul(high ^ (high >>> 16), 0x85ebca6b) ^ Math.imul(low ^ (low >>> 13), 0xc2b2ae35);
  low = Math.imul(low ^ (low >>> 16), 0x85ebca6b) ^ Math.imul(high ^ (high >>> 13), 0xc2b2ae35);
  return 0x100000000 * (low & 0x1fffff) + (high >>> 0) || 1;
};
