import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

// Writes a generated page, or with --check only says whether the committed one is still true.
export const writtenPage = (
  path: string,
  text: string,
  how: { checkOnly: boolean; command: string },
): boolean => {
  if (!how.checkOnly) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    return true;
  }
  if (existsSync(path) && readFileSync(path, 'utf8') === text) return true;
  console.error(`${path} is out of date: ${how.command}`);
  return false;
};
