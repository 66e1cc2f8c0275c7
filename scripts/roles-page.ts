// tsx scripts/roles-page.ts [--check]   writes docs/roles.md from the table of policies
import { rolesText } from './roles-text.ts';
import { writtenPage } from './written-page.ts';

const isTrue = writtenPage('docs/roles.md', rolesText, {
  checkOnly: process.argv.includes('--check'),
  command: 'npx tsx scripts/roles-page.ts',
});
process.exit(isTrue ? 0 : 1);
