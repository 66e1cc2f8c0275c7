import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { READING_EDITION } from '../../src/intake/reading/row-print.rules.ts';
import { filesUnder, withoutComments } from './source-files.ts';

const withoutImports = (text: string) =>
  withoutComments(text)
    .replace(/^(?:import|export)\b[^;]*?\bfrom '[^']+';\n/gm, '')
    .replace(/^\s*\n/gm, '');

// A row known by its print is not read again (intake/reading/row-print.rules.ts). Whoever changes how rows
// are read, and so what a row as it stands would say, raises READING_EDITION or the catalogue's edition; then
// `vitest run -u` writes the new lock.
test('rows are read as they were, or the edition of their reading is raised', async () => {
  const read = filesUnder('src/law/catalogs', 'src/kernel').filter(
    ({ path }) => !/kernel\/problems|routes\.ts$/.test(path),
  );
  // Names and text, neither folders, imports nor comments: to move or explain a file is not to read a row anew.
  const named = read.map(({ path, text }) => `${path.split('/').at(-1)}\n${withoutImports(text)}\n`).sort();
  const hash = createHash('sha256');
  for (const file of named) hash.update(file);
  await expect(`edition ${READING_EDITION}  ${hash.digest('hex')}\n`).toMatchFileSnapshot('reading.lock');
});
