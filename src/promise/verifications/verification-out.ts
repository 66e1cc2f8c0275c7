import type { Day } from '../../kernel/day.ts';
import { dueOut } from '../../remedy/cases/case-due.rules.ts';
import type { VerificationLine, VerificationShown } from './verification.schema.ts';
import type { ActRow, VerificationRow } from './verification.store.ts';

const endless = new Set(['true', 'decided', 'objected', 'undone']);

// A finished one is late no longer.
const dueOf = (row: VerificationRow, today: Day) => {
  const due = dueOut(row, today);
  return due && endless.has(row.state) ? { ...due, overdue: false } : due;
};

export const verificationLine = (row: VerificationRow, today: Day): VerificationLine => ({
  no: row.no,
  commitment: row.commitmentNo,
  agency: row.agencyName,
  class: row.class,
  risk: row.risk,
  state: row.state,
  matter: { code: row.matter, name: row.matterName },
  subject: {
    type: row.kind === 'person' ? 'citizen-id' : 'uscc',
    code: row.shownCode ?? '',
    name: row.name ?? '',
  },
  due: dueOf(row, today),
  draw: row.drawNo,
  officer: row.officerName,
  movedAt: row.movedAt,
});

export const actOut = (act: ActRow): VerificationShown['acts'][number] => ({
  event: act.event,
  at: act.at,
  by: act.by,
  note: act.note,
  method: act.method,
  site: act.site,
  visitedAt: act.visitedAt,
  documentNo: act.documentNo,
});
