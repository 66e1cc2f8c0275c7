import type { Catalog, RowContext } from '../../law/catalogs/catalog.ts';
import type { RawRow } from './file-source.ts';

type Keys = { blindIndex(text: string): string };

// Raise it when code that no catalogue's edition covers reads rows otherwise than before
// (test/structure/reading.lock).
export const READING_EDITION = 5;

// A row's reading depends on all of this beside the row. The day is not included: it decides only whether a
// date lies in the future, and a date that once did not never will.
export const readingOf = (
  keys: Keys,
  { code, edition }: Catalog,
  { agency, settings }: { agency: RowContext['agency']; settings: ReadonlyMap<string, number> },
): string =>
  keys.blindIndex(
    JSON.stringify([
      'reading',
      READING_EDITION,
      [code, edition],
      [agency.name, agency.uscc],
      [...settings].sort(([a], [b]) => (a < b ? -1 : 1)),
    ]),
  );

const blank = { text: '', kind: 'text' } as const;

// The print is keyed, because a row may hold a person's number. Null: the reader had a fault or a warning,
// and must repeat it.
export const rowPrint = (
  keys: Keys,
  { catalog, reading }: { catalog: Catalog; reading: string },
  { cells, faults, warnings }: RawRow,
): string | null => {
  if ((faults?.length ?? 0) + (warnings?.length ?? 0) > 0) return null;
  const texts: string[] = [reading];
  for (const { name } of catalog.fields) {
    const { text, kind } = cells[name] ?? blank;
    texts.push(kind === 'text' ? text : `${kind}\u0000${text}`);
  }
  return keys.blindIndex(JSON.stringify(texts));
};
