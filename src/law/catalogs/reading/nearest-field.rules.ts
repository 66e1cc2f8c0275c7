import { normaliseHeader } from '../../../kernel/text.ts';
import type { Field } from '../catalog.ts';
import { spellingsOf } from './field-names.rules.ts';

const SHORTEST = 3;
const LONGEST = 40;

// The one field that a header almost names; nothing where two come equally near, since a guess is worse than
// none.
export const nearestField = (fields: readonly Field[], header: string): Field | undefined => {
  const text = normaliseHeader(header);
  const names = fields.flatMap((field) =>
    spellingsOf(field).map((spelling) => ({ key: field, text: normaliseHeader(spelling) })),
  );
  return nearest(names, text);
};

export const nearestValue = (values: readonly string[], text: string): string | undefined =>
  nearest(
    values.map((value) => ({ key: value, text: normaliseHeader(value) })),
    normaliseHeader(text),
  );

type Named<K> = { key: K; text: string };

const nearest = <K>(names: readonly Named<K>[], text: string): K | undefined => {
  if (text.length < SHORTEST || text.length > LONGEST) return undefined;
  const mistyped = onlyKey(closest(names, text));
  return mistyped ?? onlyKey(names.filter((name) => name.text.includes(text)));
};

const onlyKey = <K>(names: readonly Named<K>[]): K | undefined => {
  const keys = new Set(names.map(({ key }) => key));
  return keys.size === 1 ? names[0]?.key : undefined;
};

// At most one character in three is wrong, and no more than two.
const closest = <K>(names: readonly Named<K>[], text: string): Named<K>[] => {
  const most = Math.min(2, Math.floor(text.length / 3));
  const near = names
    .map((name) => ({ ...name, distance: distanceOf(name.text, text) }))
    .filter(({ distance }) => distance <= most);
  const least = Math.min(...near.map(({ distance }) => distance));
  return near.filter(({ distance }) => distance === least);
};

// Levenshtein's, row by row; infinite where the lengths alone differ by more than two.
export const distanceOf = (a: string, b: string): number => {
  if (Math.abs(a.length - b.length) > 2) return Number.POSITIVE_INFINITY;
  let last = Array.from({ length: b.length + 1 }, (_, place) => place);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const swap = (last[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      row.push(Math.min(swap, (last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1));
    }
    last = row;
  }
  return last[b.length] ?? 0;
};
