import { expect, test } from 'vitest';
import { filesUnder, type SourceFile, withoutComments } from './source-files.ts';

// The tests share their machine with others. The project's time-out ends what hangs; no test brings a shorter
// one, holds its work against a stopwatch, or waits for others in seconds that they may not have.
const MINUTE = 60_000;
const stopwatch = /expect\([^;]*performance\.now\(\)[^;]*\.toBeLessThan/;
const ownTimeOut = /^ *\}?,? *(\d[\d_]{3,}),?\n? *\);/gm;
const namedTimeOut = /\btimeout: (\d[\d_]*)/g;

const impatience = ({ path, text }: SourceFile): string[] => {
  const code = withoutComments(text);
  const limits = [...code.matchAll(ownTimeOut), ...code.matchAll(namedTimeOut)].map(([, ms = '']) => ms);
  return [
    ...(stopwatch.test(code) ? [`${path}: a stopwatch`] : []),
    ...limits.filter((ms) => Number(ms.replaceAll('_', '')) < MINUTE).map((ms) => `${path}: ${ms} ms`),
  ];
};

test('no test depends on how busy the machine is', () => {
  const tests = filesUnder('test').filter(({ path }) => !path.startsWith('test/structure/'));
  expect(tests.flatMap(impatience)).toEqual([]);
});

test.each([
  'expect(performance.now() - startedAt).toBeLessThan(5000);',
  'test("x", async () => {\n  await y();\n}, 30_000);',
  'test(\n  "x",\n  async () => {\n  },\n  4000,\n);',
  'await expect.poll(() => bound(), { timeout: 5000 }).toBe(1);',
])('%s is caught', (text) => {
  expect(impatience({ path: 'test/http/x.test.ts', text })).toHaveLength(1);
});
