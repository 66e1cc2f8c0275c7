import { caseOut } from '../cases/case.rules.ts';
import { dueOut } from '../cases/case-due.rules.ts';
import type { RepairRow } from './repair.store.ts';
import { isRuleNo, repairRules } from './repair-periods.rules.ts';
import { REMEDY } from './repair-words.rules.ts';

export const repairOut = (row: RepairRow, today: string) => ({
  ...caseOut(row),
  appliedBy: row.agencyName,
  appliedOn: row.appliedOn,
  reason: row.reason,
  class: row.class,
  rule: { no: row.rule, ...(isRuleNo(row.rule) ? repairRules[row.rule] : { name: '', basis: '' }) },
  possibleFrom: row.possibleFrom,
  removalGround: row.removalGround,
  correctedOn: row.correctedOn,
  materials: row.materials,
  extended: row.isExtended,
  due: dueOut(row, today),
  grantedAt: row.grantedAt,
  awaiting: row.awaiting,
  restoredOn: row.restoredOn,
  remedy: row.state === 'rejected' || row.state === 'refused' ? REMEDY : null,
});
export type RepairLine = ReturnType<typeof repairOut>;
