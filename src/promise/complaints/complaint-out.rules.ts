import type { Day } from '../../kernel/day.ts';
import { isOverdue } from '../../remedy/cases/case-due.rules.ts';
import type { ComplaintState } from './complaint.rules.ts';
import type { ComplaintLine } from './complaint.schema.ts';

type KeptComplaint = Pick<ComplaintLine, 'no' | 'kind' | 'way' | 'handedTo' | 'receivedAt' | 'movedAt'> & {
  state: ComplaintState;
  agencyName: string | null;
  dueOn: Day | null;
  isDueProvisional: boolean;
};

export const complaintLine = (row: KeptComplaint, today: Day): ComplaintLine => ({
  no: row.no,
  kind: row.kind,
  way: row.way,
  state: row.state,
  agency: row.agencyName,
  handedTo: row.handedTo,
  receivedAt: row.receivedAt,
  movedAt: row.movedAt,
  due: row.dueOn && {
    on: row.dueOn,
    provisional: row.isDueProvisional,
    overdue: isOverdue(row.dueOn, today),
  },
});
