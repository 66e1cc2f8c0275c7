import { dueOut } from '../cases/case-due.rules.ts';
import { maskPersonName } from '../kernel/names.ts';
import type { DisputeRow } from './dispute.store.ts';

export const disputeOut = (row: DisputeRow, today: string) => ({
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
