import { caseOut } from '../cases/case.rules.ts';
import { dueOut } from '../cases/case-due.rules.ts';
import type { DisputeRow } from './dispute.store.ts';

export const disputeOut = (row: DisputeRow, today: string) => ({
  ...caseOut(row),
  raisedBy: row.agencyName,
  raisedOn: row.raisedOn,
  ground: row.ground,
  statement: row.statement,
  extended: row.isExtended,
  due: dueOut(row, today),
  effect: row.effect,
  note: row.note,
  correctedVersion: row.correctedVersion,
});
export type DisputeLine = ReturnType<typeof disputeOut>;
