import { expect, test } from 'vitest';
import { filesUnder, type SourceFile, withoutComments } from './source-files.ts';

// A type that brings the transaction: `type At = { ctx: Ctx; tx: Db }`, here or where it is imported from.
const files = filesUnder('src');
const bearers = new Set(
  files.flatMap(({ text }) =>
    [...text.matchAll(/type (\w+) = [^;{]*\{[^}]*\btx: Db\b/g)].map(([, name]) => name),
  ),
);

// The parameters of every exported function that waits for something.
const waiting = (text: string): string[] =>
  text
    .split(/^(?=export )/m)
    .filter((part) => /^export (?:const|(?:async )?function\*?) \w+/.test(part))
    .filter((part) => /\bawait\b|\basync\b|Promise</.test(part))
    .map((part) => part.slice(0, /\) *(?:: [^\n]*)?=>|\n\): [^\n]* =>/.exec(part)?.index ?? 400));

const takesTransaction = (parameters: string): boolean =>
  /\btx\b/.test(parameters) ||
  [...parameters.matchAll(/: (?:Pick<)?(\w+)/g)].some(([, name]) => bearers.has(name));

const banned: readonly (readonly [RegExp, string])[] = [
  [/\.transaction\(/, 'opens a transaction'],
  [/\b(?:act|look|actTogether)\(/, 'passes the door'],
  [/\b(?:fetch|send|reach|openFolder)\(/, 'talks to others'],
  [/\b(?:setTimeout|pause)\(/, 'waits'],
];

const stepFaults = ({ path, text }: SourceFile): string[] => {
  const code = withoutComments(text);
  const functions = waiting(code);
  return [
    ...(functions.length === 0 ? [`${path}: does nothing in a transaction`] : []),
    ...functions
      .filter((parameters) => !takesTransaction(parameters))
      .map((it) => `${path}: ${it}: takes no tx`),
    ...banned.filter(([pattern]) => pattern.test(code)).map(([, fault]) => `${path}: ${fault}`),
  ];
};

const driverFaults = ({ path, text }: SourceFile): string[] =>
  banned
    .slice(0, 2)
    .filter(([pattern]) => pattern.test(withoutComments(text)))
    .map(([, fault]) => `${path}: ${fault}`);

test('a step is handed its transaction, opens none and waits for nobody', () => {
  const steps = files.filter(({ path }) => path.endsWith('.step.ts'));
  expect(steps.length).toBeGreaterThan(20);
  expect(steps.flatMap(stepFaults)).toEqual([]);
});

test('a driver calls verbs and owns no transaction', () => {
  expect(files.filter(({ path }) => path.endsWith('.driver.ts')).flatMap(driverFaults)).toEqual([]);
});

const path = 'src/intake/rows/take-rows.step.ts';
test.each([
  [
    'a step over any database',
    'export const take = async (db: Db): Promise<void> => {\n  await add(db);\n};',
  ],
  ['a step that opens', 'export const take = async (tx: Db) => {\n  await tx.transaction(add);\n};'],
  ['a step that posts', 'export const take = async (tx: Db) => {\n  await deps.send(tx);\n};'],
  ['a step that sleeps', 'export const take = async (tx: Db) => {\n  setTimeout(tx, 1);\n};'],
  ['a step of values', 'export const take = (count: number) => count + 1;'],
])('%s is caught', (_, text) => {
  expect(stepFaults({ path, text })).toHaveLength(1);
});
