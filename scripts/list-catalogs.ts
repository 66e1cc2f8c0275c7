import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';

const SUFFIX = '.catalog.ts';
const folder = fileURLToPath(new URL('../src/law/catalogs/', import.meta.url));
const target = `${folder}all-catalogs.ts`;

const exportName = (file: string) =>
  basename(file, SUFFIX).replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

const files = globSync(`*/*${SUFFIX}`, { cwd: folder }).sort((a, b) => (basename(a) < basename(b) ? -1 : 1));

const imports = [
  { from: './catalog.ts', line: "import type { Catalog } from './catalog.ts';" },
  ...files.map((file) => ({ from: `./${file}`, line: `import { ${exportName(file)} } from './${file}';` })),
].sort((a, b) => (a.from < b.from ? -1 : 1));

const wanted = [
  '// Written by scripts/list-catalogs.ts from the *.catalog.ts files below this folder.',
  ...imports.map(({ line }) => line),
  '',
  'export const allCatalogs: readonly Catalog[] = [',
  ...files.map((file) => `  ${exportName(file)},`),
  '];',
  '',
].join('\n');

// A new catalogue is one new file: this list is made from the folder, and --check says whether it is true.
if (process.argv.includes('--check')) {
  if (readFileSync(target, 'utf8') !== wanted) {
    console.error(
      'src/law/catalogs/all-catalogs.ts does not match the folder: run npx tsx scripts/list-catalogs.ts',
    );
    process.exitCode = 1;
  }
} else writeFileSync(target, wanted);
