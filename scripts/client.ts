// npm run client [-- --check]   writes scripts/client/schema.d.ts from docs/api/openapi.json
import { readFileSync } from 'node:fs';
import { schemaText } from './client/schema-text.ts';
import { writtenPage } from './written-page.ts';

const text = await schemaText(readFileSync('docs/api/openapi.json', 'utf8'));
const isTrue = writtenPage('scripts/client/schema.d.ts', text, {
  checkOnly: process.argv.includes('--check'),
  command: 'npm run client',
});
process.exit(isTrue ? 0 : 1);
