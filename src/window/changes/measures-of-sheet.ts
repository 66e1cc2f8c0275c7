import { readRows } from '../../intake/reading/read-rows.ts';
import { dayOf } from '../../kernel/day.ts';
import { type Fault, Problem } from '../../kernel/problems.ts';
import type { Measure } from '../../law/measures/measure.rules.ts';
import { measureOfRow, measureTable } from '../../law/measures/measure-columns.ts';
import type { Ctx } from '../../platform/door/deps.ts';

type MeasureSheet = { name: string; type: string; bytes: Uint8Array };
const MOST = 1000;

// An edition as a table of a row a measure. One row that cannot be read, and the whole is refused: an edition
// ends every measure that it does not name.
export const measuresOfSheet = async (
  ctx: Ctx,
  { name, type, bytes }: MeasureSheet,
): Promise<Omit<Measure, 'edition'>[]> => {
  if (bytes.byteLength === 0) throw new Problem('batch.empty');
  const source = {
    fileName: name,
    contentType: type,
    byteCount: bytes.byteLength,
    parts: async function* (from = 0) {
      yield bytes.subarray(from);
    },
  };
  const { agency } = ctx.actor;
  const context = {
    today: dayOf(ctx.clock.now()),
    agency: { name: agency?.name ?? '', uscc: agency?.uscc ?? '' },
  };
  const [measures, faults]: [Omit<Measure, 'edition'>[], Fault[]] = [[], []];
  for await (const row of readRows({ catalog: measureTable }, source)) {
    const read = measureOfRow(row, context);
    const told = [
      ...read.faults,
      ...(row.warnings ?? []).filter(({ code }) => code === 'batch.sheet-unread'),
    ];
    faults.push(...told.map((one) => ({ ...one, message: `第 ${row.row} 行：${one.message}` })));
    measures.push(read.measure);
    if (measures.length > MOST) throw new Problem('request.too-large');
  }
  if (faults.length > 0) throw new Problem('request.invalid', { errors: faults });
  return measures;
};
