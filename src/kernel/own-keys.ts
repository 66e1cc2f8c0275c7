// A word from outside names a row of a table of ours only if the table itself has it: `constructor` is
// inherited by all.
export const isKeyOf = <T extends object>(table: T, word: PropertyKey): word is keyof T =>
  Object.hasOwn(table, word);

export const ownValue = <V>(table: Readonly<Record<string, V>>, word: string): V | undefined =>
  Object.hasOwn(table, word) ? table[word] : undefined;

// An object filled with keys from outside inherits nothing: no key reaches what every object shares.
export const emptyTable = <V>(): Record<string, V> => Object.create(null);

// Refused all the same where a key is walked: code that gets the object later may copy it into an ordinary
// one.
export const reachesPrototype = (key: string): boolean =>
  key === '__proto__' || key === 'constructor' || key === 'prototype';
