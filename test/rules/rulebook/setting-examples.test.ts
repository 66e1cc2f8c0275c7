import { describe, expect, test } from 'vitest';
import { day } from '../../../src/kernel/day.ts';
import { exampleKeys } from '../../../src/law/rulebook/examples/setting-examples.ts';
import { FIRST_DAY, type Setting } from '../../../src/law/rulebook/setting.ts';
import { defaultSettings } from '../../../src/law/rulebook/settings.ts';
import { readerOf } from '../../kit/setting-readers.ts';

// The settings as they count on the day, with one of them changed; notes which are read.
const readingOn = (when: string, changed?: { key: string; value: number }) => {
  const found = new Map<string, number>();
  const inForce = defaultSettings.filter(({ from = FIRST_DAY }) => from <= when);
  for (const { key, value } of inForce) found.set(key, value);
  if (changed) found.set(changed.key, changed.value);
  const read = new Set<string>();
  const get = (key: string) => {
    read.add(key);
    return found.get(key);
  };
  const setting = (key: string) => {
    const value = get(key);
    if (value === undefined) throw new Error(`no setting ${key} on ${when}`);
    return value;
  };
  const values = { get, has: (key: string) => found.has(key) } as ReadonlyMap<string, number>;
  return { reading: { setting, values, when: day(when) }, read };
};

const other = ({ value, unit }: Setting) => {
  if (unit === 'class') return (value % 3) + 1;
  return unit === 'count' && value < 2 ? 1 - value : value + 1;
};
const run = ({ key, example }: Setting, changed?: { key: string; value: number }) => {
  const { reading, read } = readingOn(example?.when ?? '', changed);
  return { result: readerOf(key)?.(reading, key), isRead: read.has(key) };
};

test('every setting has a dated example and a rule that reads it, and no example is of a setting that is none', () => {
  const silent = defaultSettings.filter(({ key, example }) => !example || !readerOf(key));
  expect(silent.map(({ key }) => key)).toEqual([]);
  const known = new Set(defaultSettings.flatMap(({ key, from }) => [key, `${key}@${from}`]));
  expect(exampleKeys.filter((key) => !known.has(key))).toEqual([]);
});

describe.each(defaultSettings.map((setting) => [`${setting.key} ${setting.from ?? ''}`, setting] as const))(
  '%s',
  (_, setting) => {
    test('does on its day what its example states', () => {
      expect(run(setting)).toEqual({ result: setting.example?.result, isRead: true });
    });
    test('with another number the example turns', () => {
      expect(run(setting, { key: setting.key, value: other(setting) }).result).not.toBe(
        setting.example?.result,
      );
    });
  },
);
