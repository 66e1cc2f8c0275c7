import { targetOut } from '../cases/case.rules.ts';
import type { AppealRow } from './appeal.store.ts';

export const appealOut = (row: AppealRow) => ({
  ...targetOut(row),
  kind: row.kind,
  authority: row.authority,
  caseNo: row.caseNo,
  documentNo: row.entryDocumentNo,
  startedOn: row.startedOn,
  enteredBy: row.agencyName,
  stayed: row.state === 'stayed',
  stayedOn: row.stayedOn,
  stayDocumentNo: row.stayDocumentNo,
  endedOn: row.endedOn,
  endDocumentNo: row.endDocumentNo,
});
export type AppealLine = ReturnType<typeof appealOut>;
