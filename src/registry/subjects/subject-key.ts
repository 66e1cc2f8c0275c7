import { equivalents, type Numbered } from '../../kernel/equivalents.ts';
import type { Key } from './resolve.rules.ts';
import { lookupOf } from './subject-lookup.ts';

type Vault = { blindIndex(text: string): string };

// The key that a number is filed under, with the others that it is looked for by. A passport without its
// country is filed by the number alone; one with its country leaves the number beside it, for whoever asks
// without.
export const keyOf = (vault: Vault, numbered: Numbered): Key => {
  const { type, code } = numbered;
  const { own, same, alike } = equivalents(numbered);
  const [bare, everywhere] = alike.map((one) => lookupOf(vault, one.type, one.code));
  if (own === null) return { type, code, lookup: bare ?? '', ...(everywhere && { alike: [everywhere] }) };
  const key: Key = { type, code, lookup: lookupOf(vault, own.type, own.code) };
  if (bare && everywhere)
    return { ...key, implied: { type, code, lookup: everywhere, isDerived: true }, alike: [bare] };
  // An organisation code is derived where it is needed (derivedKey).
  if (type === 'uscc' || same.length === 0) return key;
  return { ...key, same: same.map((one) => lookupOf(vault, one.type, one.code)) };
};

// A file that an older release made under another spelling is this number's: it takes the number as a new
// one.
export const withOlderFiles = <S extends object>(keys: readonly Key[], known: Map<string, S>): void => {
  for (const { lookup, same = [] } of keys) {
    const subject = same.map((one) => known.get(one)).find(Boolean);
    if (subject && !known.has(lookup)) known.set(lookup, { ...subject, isProvisional: true });
  }
};
