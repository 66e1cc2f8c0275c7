import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { addMonths, type Day, day } from '../../src/kernel/day.ts';
import { csvLine } from '../../src/platform/sheets/csv-writer.ts';
import { brokenPromises } from './broken-promises.ts';
import { defaulters } from './defaulters.ts';
import { financePenalties } from './finance-penalties.ts';
import { toGb18030 } from './gb18030.ts';
import { honours } from './honours.ts';
import { marketPenalties } from './market-penalties.ts';
import { policePenalties } from './police-penalties.ts';
import type { SampleFile } from './sample-file.ts';
import { severeListings } from './severe-listings.ts';
import { writeSheet } from './write-sheet.ts';

// The day on which the shipped files were drawn up.
export const SHIPPED_ON = day('2026-11-20');
const KEEPS_FOR_MONTHS = 24;
export const shippedFolder = fileURLToPath(new URL('./files/', import.meta.url));

export const sampleFiles = (today: Day): SampleFile[] => [
  marketPenalties(today),
  severeListings(today),
  defaulters(today),
  policePenalties(today),
  financePenalties(today),
  brokenPromises(today),
  honours(today),
];

const table = ({ header, rows }: SampleFile) => [
  header.map(([title]) => title),
  ...rows.map(({ cells }) => header.map(([, field]) => cells[field] ?? '')),
];

const objects = ({ rows }: SampleFile) =>
  rows.map(({ cells }) => Object.fromEntries(Object.entries(cells).filter(([, value]) => value !== '')));

const csvText = (file: SampleFile) =>
  table(file)
    .map((cells) => csvLine(cells.map(String)))
    .join('');

const writers: Record<SampleFile['as'], (file: SampleFile) => Uint8Array> = {
  csv: (file) => new TextEncoder().encode(csvText(file)),
  'csv-bom': (file) => new TextEncoder().encode(`\uFEFF${csvText(file)}`),
  'csv-gb18030': (file) => toGb18030(csvText(file)),
  xlsx: (file) => writeSheet(table(file)),
  json: (file) => new TextEncoder().encode(JSON.stringify(objects(file), null, 1)),
  ndjson: (file) =>
    new TextEncoder().encode(
      objects(file)
        .map((row) => `${JSON.stringify(row)}\n`)
        .join(''),
    ),
};

export const sampleBytes = (file: SampleFile): Uint8Array => writers[file.as](file);

export type Samples = { drawnUpOn: Day; files: { file: SampleFile; bytes: Uint8Array }[] };

// The shipped files, for as long as their listings and penalties are in force; at another time the same town,
// drawn up that day.
export const samplesFor = (today: Day): Samples => {
  const isInDate = today >= SHIPPED_ON && today < addMonths(SHIPPED_ON, KEEPS_FOR_MONTHS);
  const drawnUpOn = isInDate ? SHIPPED_ON : today;
  // The built command line has no files beside it.
  const bytesOf = (file: SampleFile) =>
    isInDate && existsSync(shippedFolder) ? readFileSync(join(shippedFolder, file.name)) : sampleBytes(file);
  return { drawnUpOn, files: sampleFiles(drawnUpOn).map((file) => ({ file, bytes: bytesOf(file) })) };
};

export const writeSamples = (folder: string, today: Day): string[] => {
  mkdirSync(folder, { recursive: true });
  return sampleFiles(today).map((file) => {
    const path = join(folder, file.name);
    writeFileSync(path, sampleBytes(file));
    return path;
  });
};
