import { dueOut } from '../cases/case-due.rules.ts';
import { maskPersonName } from '../kernel/names.ts';
import type { RepairRow } from './repair.store.ts';
import { isRuleNo, repairRules } from './repair-periods.rules.ts';
import { REMEDY } from './repair-words.rules.ts';

export const repairOut = (row: RepairRow, today: string) => ({
  id: row.id,
  state: row.state,
  target: {
    listing: row.listingId,
    record: row.recordId,
    catalog: row.catalog,
    documentNo: row.documentNo,
    authority: row.authorityName,
  },
  subject: {
    kind: row.subjectKind,
    name: row.subjectKind === 'person' ? maskPersonName(row.subjectName, 'one') : row.subjectName,
  },
  applicant: row.applicant,
  appliedBy: row.agencyName,
  appliedOn: row.appliedOn,
  reason: row.reason,
  class: row.class,
  rule: { no: row.rule, ...(isRuleNo(row.rule) ? repairRules[row.rule] : { name: '', basis: '' }) },
  possibleFrom: row.possibleFrom,
  materials: row.materials,
  extended: row.isExtended,
  due: dueOut(row, today),
  grantedAt: row.grantedAt,
  awaiting: row.awaiting,
  restoredOn: row.restoredOn,
  remedy: row.state === 'rejected' || row.state === 'refused' ? REMEDY : null,
});
export type RepairLine = ReturnType<typeof repairOut>;
