import type { Day } from '../../kernel/day.ts';

export type InTime = { from: Day; isProvisional: boolean };
// What the expected columns and the days of one intake's records add up to.
export type Tally = {
  expectedCells: number;
  filledCells: number;
  timed: number;
  timely: number;
  isProvisional: boolean;
};
type Values = Readonly<Record<string, string>>;
export type TalliedRow = {
  verdict: string;
  row: { draft: { decidedOn: Day; fields: Values; personal: Values } };
};

// Rows that say something new are measured for completeness; first versions, where the law sets a term, for timeliness.
export const tallyRows = (
  rows: readonly TalliedRow[],
  { expected, inTime }: { expected: readonly string[]; inTime: InTime | null },
): Tally => {
  let [written, filledCells, timed, timely] = [0, 0, 0, 0];
  for (const { verdict, row } of rows) {
    if (verdict === 'unchanged' || verdict === 'rejected') continue;
    const { decidedOn, fields, personal } = row.draft;
    written += 1;
    for (const name of expected) if (name in fields || name in personal) filledCells += 1;
    if (!inTime || verdict !== 'accepted') continue;
    timed += 1;
    if (decidedOn >= inTime.from) timely += 1;
  }
  const isProvisional = timed > 0 && inTime !== null && inTime.isProvisional;
  return { expectedCells: written * expected.length, filledCells, timed, timely, isProvisional };
};
