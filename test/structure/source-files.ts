import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export type Import = { path: string; isType: boolean };
export type SourceFile = { path: string; text: string };

export const filesUnder = (...folders: string[]): SourceFile[] =>
  folders
    .flatMap((folder) => globSync(`${folder}/**/*.{ts,tsx}`, { exclude: ['**/node_modules/**'] }))
    .filter((path) => !path.endsWith('.d.ts'))
    .sort()
    .map((path) => ({ path, text: readFileSync(path, 'utf8') }));

// Relative imports come back as paths from the top folder, packages by their name.
export const importsOf = ({ path, text }: SourceFile): Import[] => {
  const statement = /(?:import|export)\s+(type\s+)?[^'";]*?from\s+'([^']+)'|import\(?\s*'([^']+)'/g;
  return [...text.matchAll(statement)].map(([, isType, from, bare]) => {
    const target = from ?? bare ?? '';
    return { path: target.startsWith('.') ? join(dirname(path), target) : target, isType: Boolean(isType) };
  });
};

export const isPackage = (path: string) =>
  !path.startsWith('src/') && !path.startsWith('test/') && !path.startsWith('scripts/');

export const withoutComments = (text: string) => text.replace(/\/\*[\s\S]*?\*\/|(^|[^:'"`])\/\/.*$/gm, '$1');

export const nounOf = (path: string) => /^src\/([^/]+)\//.exec(path)?.[1];
export const stemOf = (path: string) => (path.split('/').at(-1) ?? '').replace(/\.tsx?$/, '');
