import { assessRow } from '../catalogs/assess-row.rules.ts';
import type { RowContext } from '../catalogs/catalog.ts';
import type { Vault } from '../platform/vault.ts';
import { type PreparedRow, prepareRow } from './prepared-row.rules.ts';
import type { Layout } from './readers/build-row.ts';
import type { FileSource, RawRow } from './readers/file-source.ts';
import { readRows } from './readers/read-rows.ts';
import type { RefusedRow } from './row-faults.rules.ts';

export type ReadChunk = { rows: PreparedRow[]; refused: RefusedRow[]; nextRow: number };
export type Assessing = Layout & { context: RowContext; vault: Pick<Vault, 'blindIndex'> };

const CHUNK_ROWS = 1000;
const ROWS_BETWEEN_PAUSES = 20;

// Lets the database's answers in: the next chunk is assessed while this one is being written.
const pause = () => new Promise<void>((go) => setImmediate(go));

export async function* readChunks(
  source: FileSource,
  fromRow: number,
  assessing: Assessing,
): AsyncGenerator<ReadChunk> {
  let chunk: ReadChunk = { rows: [], refused: [], nextRow: fromRow };
  let count = 0;
  for await (const raw of readRows(assessing, source, { fromRow })) {
    assess(raw, chunk, assessing);
    count += 1;
    if (count % ROWS_BETWEEN_PAUSES === 0) await pause();
    if (count % CHUNK_ROWS !== 0) continue;
    yield chunk;
    chunk = { rows: [], refused: [], nextRow: chunk.nextRow };
  }
  if (chunk.rows.length + chunk.refused.length > 0) yield chunk;
}

const assess = (raw: RawRow, chunk: ReadChunk, { catalog, context, vault }: Assessing): void => {
  const found = assessRow(catalog, raw, context);
  const { row, original } = raw;
  chunk.nextRow = row + 1;
  if (found.ok)
    chunk.rows.push(
      prepareRow(vault, catalog.code, {
        rowNo: row,
        original,
        draft: found.draft,
        warnings: found.warnings,
      }),
    );
  else
    chunk.refused.push({
      row,
      faults: found.faults,
      warnings: found.warnings,
      original: found.keepsRow ? original : null,
    });
};
