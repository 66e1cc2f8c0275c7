import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { indexFaultsOf, indexIncomplete, noteOf } from '../../../src/platform/keys/index-standing.rules.ts';
import { isWeakKey, judgeKey, type KeyStanding } from '../../../src/platform/keys/master-key.rules.ts';

const bytes = (text: string) => Uint8Array.from(Buffer.from(text));

test.each([
  ['zeros', new Uint8Array(32)],
  ['one byte over and over', new Uint8Array(32).fill(7)],
  ['a short pattern', bytes('abcd'.repeat(8))],
  ['half of it twice', bytes('0123456789abcdef'.repeat(2))],
  ['a pattern that does not fit', bytes('secret-'.repeat(5).slice(0, 32))],
  ['a count upwards', Uint8Array.from({ length: 32 }, (_, at) => at)],
  ['a count downwards over zero', Uint8Array.from({ length: 32 }, (_, at) => (20 - at * 3) & 255)],
  ['a few bytes in any order', Uint8Array.from({ length: 32 }, (_, at) => (at * at) % 7)],
])('a key of %s is weak', (_, key) => {
  expect(isWeakKey(key)).toBe(true);
});

test('a key that chance made is never called weak', () => {
  for (let round = 0; round < 20_000; round++) expect(isWeakKey(randomBytes(32))).toBe(false);
});

const kept = (isSameId: boolean, opens: boolean, agrees: boolean): KeyStanding => ({
  state: 'kept',
  kept: { isSameId, opens, agrees },
});

test.each<[string, KeyStanding, boolean, string]>([
  ['new database', { state: 'new' }, false, 'keep'],
  ['new database, weak key', { state: 'new' }, true, 'key.weak'],
  ['old data that all agree', { state: 'old', differing: 0 }, false, 'keep'],
  ['old data, weak key in use', { state: 'old', differing: 0 }, true, 'keep'],
  ['old data of which one differs', { state: 'old', differing: 1 }, false, 'key.unproved'],
  ['its own canary', kept(true, true, true), false, 'good'],
  ['its own canary, weak key in use', kept(true, true, true), true, 'good'],
  ['another id', kept(false, true, true), false, 'key.mismatch'],
  ['a canary that does not open', kept(true, false, true), false, 'key.mismatch'],
  ['an index that does not agree', kept(true, true, false), false, 'key.mismatch'],
])('%s', (_, standing, isWeak, expected) => {
  const ruled = judgeKey(standing, { isWeak });
  expect(ruled.ruling === 'refused' ? ruled.code : ruled.ruling).toBe(expected);
  if (ruled.ruling !== 'refused') expect(ruled.isWeak).toBe(isWeak);
});

test('nobody is looked up with another key, without a kept key, or while a number is known to be missing', () => {
  const reading = fc.record({
    keyId: fc.constantFrom('ours', 'theirs', null),
    missing: fc.nat(2),
    isExact: fc.boolean(),
    isFaulty: fc.boolean(),
  });
  fc.assert(
    fc.property(reading, (read) => {
      const faults = indexFaultsOf(read, 'ours');
      const isWhole = read.missing === 0 && (read.isExact || !read.isFaulty);
      expect(faults.length === 0).toBe(read.keyId === 'ours' && isWhole);
      expect(faults.includes(indexIncomplete)).toBe(!isWhole);
      // Only a look at every file clears what was found.
      if (noteOf(read) === 'cleared') expect([read.missing, read.isExact]).toEqual([0, true]);
      if (read.missing > 0 && !read.isFaulty) expect(noteOf(read)).toBe('found');
    }),
  );
});
