import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  SHIPPED_ON,
  sampleBytes,
  sampleFiles,
  samplesFor,
  shippedFolder,
} from '../../scripts/samples/sample-files.ts';
import { addMonths } from '../../src/kernel/day.ts';
import { checkIdentifier } from '../../src/kernel/identifiers.ts';

const files = sampleFiles(SHIPPED_ON);
const rows = files.flatMap((file) => file.rows);

test('the shipped sample files are what the generator writes', () => {
  expect(readdirSync(shippedFolder).sort()).toEqual(files.map(({ name }) => name).sort());
  const differing = files.filter(
    (file) => !readFileSync(join(shippedFolder, file.name)).equals(Buffer.from(sampleBytes(file))),
  );
  expect(differing.map(({ name }) => name)).toEqual([]);
});

test('five agencies bring at least two thousand rows of five catalogues in five forms', () => {
  const kinds = (of: (file: (typeof files)[number]) => string) => new Set(files.map(of)).size;
  expect([kinds(({ agency }) => agency), kinds(({ catalog }) => catalog), kinds(({ as }) => as)]).toEqual([
    5, 5, 6,
  ]);
  expect(rows.length).toBeGreaterThanOrEqual(2000);
});

test('every identity that is meant to be good is valid and can be nobody’s', () => {
  const named = rows
    .filter(({ expect: verdict }) => verdict === 'accepted')
    .flatMap(({ cells }) =>
      [cells.uscc, cells.usccCode, cells.idNo, cells.personIdNo, cells.legalRepIdNo]
        .filter(Boolean)
        .map(String),
    );
  const plain = named.map((code) => code.normalize('NFKC').toUpperCase());
  expect(plain.filter((code) => !/EXMP|^440399/.test(code))).toEqual([]);
  const types = (code: string) => (code.startsWith('440399') ? 'citizen-id' : 'uscc');
  expect(plain.filter((code) => !checkIdentifier(types(code), code, { today: SHIPPED_ON }).ok)).toEqual([]);
});

test('when the shipped files have gone out of date the same town is drawn up for the day', () => {
  const later = addMonths(SHIPPED_ON, 60);
  expect(samplesFor(SHIPPED_ON).drawnUpOn).toBe(SHIPPED_ON);
  expect(samplesFor(later).drawnUpOn).toBe(later);
  expect(samplesFor(later).files.map(({ file }) => file.rows.length)).toEqual(
    files.map((file) => file.rows.length),
  );
});
