import { maskPersonName } from '../../kernel/names.ts';
import type { CaseRow } from './case-rows.ts';
import type { CaseStep } from './case-step.rules.ts';

// What is shown of every case first: a person's name only in part, the number never.
export const caseOut = <R extends CaseRow>(row: R) => ({
  id: row.id,
  state: row.state as R['state'],
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
});

// A case with its history, and whose it is seen from the agency that looks.
export type Shown<Line> = Line & { steps: CaseStep[]; isOurs: boolean; isAuthority: boolean };
