import { keyOfRow, type RowKey } from '../../law/catalogs/reading/assess-row.rules.ts';
import type { ColumnMapping } from '../../law/catalogs/reading/column-mapping.rules.ts';
import { findSameRecords, type PrintedRow } from '../../registry/records/record.store.ts';
import type { Intake } from '../rows/intake.ts';
import { type AssessedRows, assessInto, type PrintedRaw } from './assess-into.rules.ts';
import type { FileSource, RawRow } from './file-source.ts';
import { type NumberMemory, openNumberMemory } from './number-memory.ts';
import { sourceNoOf } from './prepared-row.rules.ts';
import { readRows } from './read-rows.ts';
import { readingOf, rowPrint } from './row-print.rules.ts';

// A row that came before and made the current record: it is assessed only if the record changes before the
// chunk is written.
export type SameRow = PrintedRow & Pick<PrintedRaw, 'raw' | 'earlier'> & { key: RowKey };
export type ReadChunk = AssessedRows & { same: SameRow[]; nextRow: number };

const CHUNK_ROWS = 1000;
// Little is written for rows that are known; a larger chunk needs fewer round trips for them.
const CHUNK_ROWS_OF_SAME = 2000;
// Most rows are short; a thousand rows of a megabyte each would not fit into memory.
const CHUNK_CHARACTERS = 8_388_608;
const ROWS_BETWEEN_PAUSES = 20;
const CHUNKS_BETWEEN_PROBES = 16;
const CHUNKS_BETWEEN_QUESTIONS = 4;
const SHARE_TO_ASSUME = 0.9;

// Lets the database's answers in: the next chunk is assessed while this one is being written.
const pause = () => new Promise<void>((go) => setImmediate(go));

// The database's last answer decides how the next chunk is looked at. A first upload holds no known row, a
// list that comes every night holds almost only known ones. An assumption is checked when the chunk is
// written, as an answer is.
type Look = 'read' | 'ask' | 'assume';
const lookAt = (count: number, sameShare: number): Look => {
  if (sameShare >= SHARE_TO_ASSUME && count % CHUNKS_BETWEEN_QUESTIONS !== 0) return 'assume';
  return sameShare > 0 || count % CHUNKS_BETWEEN_PROBES === 0 ? 'ask' : 'read';
};

export async function* readChunks(
  intake: Intake,
  source: FileSource,
  { mapping, fromRow }: { mapping: ColumnMapping | undefined; fromRow: number },
): AsyncGenerator<ReadChunk> {
  const { ctx, catalog } = intake;
  const reading = readingOf(ctx.vault, catalog, intake);
  const memory = openNumberMemory();
  let [count, sameShare] = [0, 0];
  const size = () => (sameShare >= SHARE_TO_ASSUME ? CHUNK_ROWS_OF_SAME : CHUNK_ROWS);
  const rows = skipped(readRows({ catalog, mapping }, source), { intake, memory, fromRow });
  for await (const raws of groups(rows, size)) {
    const look = lookAt(count, sameShare);
    const printed = raws.map((raw) => ({ raw, print: rowPrint(ctx.vault, { catalog, reading }, raw) }));
    const chunk = await readChunk(printed, look, intake);
    noteNumbers(memory, chunk);
    if (look === 'ask') sameShare = chunk.same.length / raws.length;
    count += 1;
    yield chunk;
  }
}

// A file that is read on has its earlier numbers read once more: a later row may not take one of them.
async function* skipped(
  rows: AsyncIterable<RawRow>,
  { intake, memory, fromRow }: { intake: Intake; memory: NumberMemory; fromRow: number },
): AsyncGenerator<RawRow> {
  const { ctx, catalog, context } = intake;
  for await (const row of rows) {
    if (row.row >= fromRow) yield row;
    else {
      const key = keyOfRow(catalog, row, context);
      if (key) memory.note(sourceNoOf(ctx.vault, catalog.code, key), { row: row.row, subject: null });
    }
  }
}

const noteNumbers = (memory: NumberMemory, { rows, same }: ReadChunk): void => {
  for (const row of rows)
    row.earlier = memory.note(row.sourceNo, { row: row.rowNo ?? 0, subject: row.identifiers[0].lookup });
  const last = new Map(rows.map((row) => [row.sourceNo, row]));
  for (const row of rows) {
    const later = last.get(row.sourceNo);
    const isOther = later && later !== row && later.identifiers[0].lookup !== row.identifiers[0].lookup;
    if (isOther) row.later = later.rowNo ?? 0;
  }
  for (const row of same) row.earlier = memory.note(row.sourceNo, { row: row.raw.row, subject: null });
};

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

const readChunk = async (printed: readonly PrintedRaw[], look: Look, intake: Intake): Promise<ReadChunk> => {
  const nextRow = (printed.at(-1)?.raw.row ?? 0) + 1;
  const chunk: ReadChunk = { rows: [], refused: [], same: [], nextRow };
  const same = look === 'read' ? undefined : await sameRows(printed, look, intake);
  for (const [place, row] of printed.entries()) {
    const known = same?.get(row.raw);
    if (known) chunk.same.push(known);
    else assessInto(chunk, row, intake);
    if (place % ROWS_BETWEEN_PAUSES === 0) await pause();
  }
  return chunk;
};

// Where a key comes twice, the later row corrects the earlier one: both must be read.
const sameRows = async (printed: readonly PrintedRaw[], look: Look, intake: Intake) => {
  const { ctx, catalog, agency, context } = intake;
  const keyed = new Map<string, (PrintedRaw & { sourceNo: string; key: RowKey })[]>();
  for (const row of printed) {
    const key = keyOfRow(catalog, row.raw, context);
    if (!key) continue;
    const sourceNo = sourceNoOf(ctx.vault, catalog.code, key);
    const alike = keyed.get(sourceNo);
    if (alike) alike.push({ ...row, sourceNo, key });
    else keyed.set(sourceNo, [{ ...row, sourceNo, key }]);
  }
  const likely = [...keyed.values()].flatMap(([row, ...others]): [RawRow, SameRow][] => {
    const { raw, print, sourceNo, key } = row ?? {};
    if (!raw || !print || !sourceNo || !key || others.length > 0) return [];
    return [[raw, { sourceNo, print, raw, key }]];
  });
  if (look === 'assume' || likely.length === 0) return new Map(likely);
  const feed = { agencyId: agency.id, catalog: catalog.code };
  const found = await findSameRecords(
    ctx.db,
    feed,
    likely.map(([, row]) => row),
  );
  const known = new Set(found.map(({ sourceNo }) => sourceNo));
  return new Map(likely.filter(([, { sourceNo }]) => known.has(sourceNo)));
};
