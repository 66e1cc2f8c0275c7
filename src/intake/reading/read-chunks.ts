import type { Catalog, RowContext } from '../../law/catalogs/catalog.ts';
import { assessRow, keyOfRow } from '../../law/catalogs/reading/assess-row.rules.ts';
import type { Vault } from '../../platform/keys/vault.ts';
import type { PrintedRow } from '../../registry/records/record.store.ts';
import type { RefusedRow } from '../rows/row-faults.rules.ts';
import type { ColumnLayout } from './build-row.ts';
import type { FileSource, RawRow } from './file-source.ts';
import { type PreparedRow, prepareRow, sourceNoOf } from './prepared-row.rules.ts';
import { readRows } from './read-rows.ts';
import { rowPrint } from './row-print.rules.ts';

export type ReadRows = { rows: PreparedRow[]; refused: RefusedRow[] };
// A row that came before and made the record that stands: only looked at again if that changes meanwhile.
export type SameRow = PrintedRow & { assessInto: (read: ReadRows) => void };
export type ReadChunk = ReadRows & { same: SameRow[]; nextRow: number };
export type Assessing = ColumnLayout & {
  catalog: Catalog;
  context: RowContext;
  reading: string;
  vault: Pick<Vault, 'blindIndex'>;
  findSame: (rows: readonly PrintedRow[]) => Promise<ReadonlySet<string>>;
};
type Printed = { raw: RawRow; print: string | null };

const CHUNK_ROWS = 1000;
// Of rows that most likely stand there already little is written; a larger step shares its round trips among more of them.
const CHUNK_ROWS_OF_SAME = 2000;
// Rows are short; a thousand of a megabyte each would not fit into memory.
const CHUNK_CHARACTERS = 8_388_608;
const ROWS_BETWEEN_PAUSES = 20;
const CHUNKS_BETWEEN_PROBES = 16;
const CHUNKS_BETWEEN_QUESTIONS = 4;
const SHARE_TO_ASSUME = 0.9;

// Lets the database's answers in: the next chunk is assessed while this one is being written.
const pause = () => new Promise<void>((go) => setImmediate(go));

// What a chunk's rows are taken for follows from the last that was asked for: of a first upload nothing is known, of a list
// that comes every night nearly all is. What is only assumed is looked at where it is written, as what was asked for is.
type Look = 'read' | 'ask' | 'assume';
const lookAt = (count: number, sameShare: number): Look => {
  if (sameShare >= SHARE_TO_ASSUME && count % CHUNKS_BETWEEN_QUESTIONS !== 0) return 'assume';
  return sameShare > 0 || count % CHUNKS_BETWEEN_PROBES === 0 ? 'ask' : 'read';
};

export async function* readChunks(
  source: FileSource,
  fromRow: number,
  assessing: Assessing,
): AsyncGenerator<ReadChunk> {
  let [count, sameShare] = [0, 0];
  const size = () => (sameShare >= SHARE_TO_ASSUME ? CHUNK_ROWS_OF_SAME : CHUNK_ROWS);
  for await (const raws of groups(readRows(assessing, source, { fromRow }), size)) {
    const look = lookAt(count, sameShare);
    const chunk = await readChunk(raws, look, assessing);
    if (look === 'ask') sameShare = chunk.same.length / raws.length;
    count += 1;
    yield chunk;
  }
}

async function* groups(rows: AsyncIterable<RawRow>, size: () => number): AsyncGenerator<RawRow[]> {
  let group: RawRow[] = [];
  let characters = 0;
  for await (const row of rows) {
    group.push(row);
    for (const text of row.original) characters += text.length;
    if (group.length < size() && characters < CHUNK_CHARACTERS) continue;
    yield group;
    group = [];
    characters = 0;
  }
  if (group.length > 0) yield group;
}

const readChunk = async (raws: readonly RawRow[], look: Look, assessing: Assessing): Promise<ReadChunk> => {
  const chunk: ReadChunk = { rows: [], refused: [], same: [], nextRow: (raws.at(-1)?.row ?? 0) + 1 };
  const printed = raws.map((raw) => ({ raw, print: rowPrint(assessing.vault, assessing, raw) }));
  const same = look === 'read' ? undefined : await sameRows(printed, look, assessing);
  for (const [place, row] of printed.entries()) {
    const known = same?.get(row.raw);
    if (known) chunk.same.push(known);
    else assessInto(chunk, row, assessing);
    if (place % ROWS_BETWEEN_PAUSES === 0) await pause();
  }
  return chunk;
};

// Of a key that comes twice the later row corrects the earlier, so neither is passed over.
const sameRows = async (printed: readonly Printed[], look: Look, assessing: Assessing) => {
  const { catalog, context, vault } = assessing;
  const keyed = new Map<string, (Printed & { sourceNo: string })[]>();
  for (const row of printed) {
    const key = keyOfRow(catalog, row.raw, context);
    if (!key) continue;
    const sourceNo = sourceNoOf(vault, catalog.code, key);
    const alike = keyed.get(sourceNo);
    if (alike) alike.push({ ...row, sourceNo });
    else keyed.set(sourceNo, [{ ...row, sourceNo }]);
  }
  const asked = [...keyed.values()].flatMap(([row, ...others]): [RawRow, SameRow][] => {
    const { raw, print, sourceNo } = row ?? {};
    if (!raw || !print || !sourceNo || others.length > 0) return [];
    return [[raw, { sourceNo, print, assessInto: (read) => assessInto(read, { raw, print }, assessing) }]];
  });
  if (look === 'assume' || asked.length === 0) return new Map(asked);
  const found = await assessing.findSame(asked.map(([, row]) => row));
  return new Map(asked.filter(([, { sourceNo }]) => found.has(sourceNo)));
};

const assessInto = (
  read: ReadRows,
  { raw, print }: Printed,
  { catalog, context, vault }: Assessing,
): void => {
  const found = assessRow(catalog, raw, context);
  const { row, original } = raw;
  if (found.ok)
    read.rows.push(
      prepareRow(vault, catalog.code, {
        rowNo: row,
        original,
        draft: found.draft,
        warnings: found.warnings,
        print: found.warnings.length > 0 ? null : print,
      }),
    );
  else
    read.refused.push({
      row,
      faults: found.faults,
      warnings: found.warnings,
      original: found.keepsRow ? original : null,
    });
};
