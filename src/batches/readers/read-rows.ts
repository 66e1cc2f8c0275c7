import type { Catalog } from '../../catalogs/catalog.ts';
import type { FileSource, RawRow } from './file-source.ts';

// Rows from `fromRow` on, in file order. Throws Problem (batch.encoding, batch.bomb, batch.unreadable, …) where the file breaks off.
export async function* readRows(
  catalog: Catalog,
  source: FileSource,
  { fromRow = 1 }: { fromRow?: number } = {},
): AsyncGenerator<RawRow> {
  throw new Error(`${catalog.code}${source}${fromRow}`);
}

// The whole file read once without assessing: how many rows, or the Problem that would break the job half-way.
export const countRows = async (catalog: Catalog, source: FileSource): Promise<number> => {
  let count = 0;
  for await (const _ of readRows(catalog, source)) count++;
  return count;
};
