import { shownName } from '../../kernel/names.ts';
import type { CaseBase, CaseRow } from './case-rows.ts';
import type { CaseStep } from './case-step.rules.ts';

// A case is opened for the subject itself, or by the authority of its own accord.
export type Applicant = 'subject' | 'authority';

// Every case is shown alike: a person's name only in part, the number never.
export const targetOut = <R extends CaseBase>(row: R) => ({
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
    name: shownName(row.subjectKind, row.subjectName),
  },
});

export const caseOut = <R extends CaseRow>(row: R) => ({ ...targetOut(row), applicant: row.applicant });

// A case with its history, as one agency sees it: did this agency bring it in, and does it decide?
export type ShownCase<Line> = Line & { steps: CaseStep[]; isOurs: boolean; isAuthority: boolean };

export type Board<Line> = { items: Line[]; next: string | null };
