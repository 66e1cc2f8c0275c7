import type { Day } from '../../kernel/day.ts';

export type InTime = { from: Day; isProvisional: boolean };
// The sum over one intake of its expected columns and of its days.
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

// Completeness counts every row that brings something new; timeliness counts first versions where the law
// sets a term.
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
