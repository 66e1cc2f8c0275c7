import type { Day } from '../../kernel/day.ts';
import { shownName } from '../../kernel/names.ts';
import type { AssistanceShown } from './assistance.schema.ts';
import type { AssistanceRow } from './assistance.store.ts';

// Neither office reads a whole number here: who has to answer opens it by a look of its own.
export const assistanceOut = (row: AssistanceRow, today: Day): AssistanceShown => ({
  id: row.no,
  state: row.state,
  from: row.from,
  to: row.to,
  subject: {
    kind: row.subjectKind,
    type: row.identifierType,
    code: row.shownCode,
    name: shownName(row.subjectKind, row.name),
  },
  proof: row.proof === null ? null : { code: row.proof, name: row.proofName ?? '' },
  question: row.question,
  commitment: row.commitmentNo,
  verification: row.verificationNo,
  askedAt: row.askedAt,
  askedBy: row.askedByName,
  due: {
    on: row.dueOn,
    from: row.dueFrom,
    workingDays: row.dueCount,
    provisional: row.isDueProvisional,
    overdue: row.state === 'asked' && row.dueOn < today,
  },
  answer:
    row.finding === null ? null : { finding: row.finding, text: row.answer ?? '', evidence: row.evidence },
  reason: row.reason,
  endedAt: row.endedAt,
  endedBy: row.endedByName,
});
