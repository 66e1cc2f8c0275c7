import { ChangeIn } from './change.schema.ts';
import type { SummaryRow } from './change.store.ts';
import type { ChangeRow } from './change.table.ts';
import { changeLines } from './change-lines.rules.ts';

const handOf = (row: SummaryRow) => ({
  by: row.closedBy ?? '',
  name: row.closerName ?? '',
  at: row.closedAt ?? '',
});

export const summaryOut = (row: SummaryRow) => ({
  id: row.id,
  kind: row.kind,
  state: row.state,
  title: row.title,
  basis: row.basis,
  validFrom: row.validFrom,
  drafted: { by: row.draftedBy, name: row.drafterName, at: row.draftedAt },
  approved: row.state === 'approved' ? handOf(row) : null,
  withdrawn: row.state === 'withdrawn' ? { ...handOf(row), reason: row.reason ?? '' } : null,
  simulation: row.simulation,
});

export const draftIn = ({ kind, content, basis }: Pick<ChangeRow, 'kind' | 'content' | 'basis'>) =>
  ChangeIn.parse({ kind, content, basis });

export const changeOut = (row: ChangeRow) => {
  const draft = draftIn(row);
  return { ...summaryOut(row), content: draft.content, lines: changeLines(draft, row.base, row.validFrom) };
};
export type ChangeShown = ReturnType<typeof changeOut>;
export type ChangeSummaryShown = ReturnType<typeof summaryOut>;
