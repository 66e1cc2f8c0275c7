import { addDays, addYears, type Day } from '../../kernel/day.ts';
import type { IdentifierType } from '../../kernel/identifiers.ts';
import type { IdentityProof } from '../../registry/subjects/subject.schema.ts';
import { spell } from '../checks/check-number.rules.ts';
import { isReported, type ReportFact, type ReportSection } from './report-sections.rules.ts';

type AboutRecord = { recordId: number };
export type Inquiry = {
  at: string;
  agency: string;
  kind: 'check' | 'file' | 'report' | 'identity' | 'notice';
  purpose: string | null;
  matter: string | null;
};

// An authority has notified the subject that it may be listed. Nobody else may read of it.
export type NotifiedItem = {
  listing: number;
  list: string;
  authority: string;
  documentNo: string;
  reason: string;
  basis: string;
  notifiedOn: string;
  statementsUntil: string;
};

// The report as it was handed out is kept under seal.
export type ReportBody<
  R extends AboutRecord = AboutRecord,
  D extends AboutRecord = AboutRecord,
  A extends AboutRecord = AboutRecord,
> = {
  subject: {
    isKnown: boolean;
    kind: string;
    name: string | null;
    formerNames: string[];
    identifiers: { type: IdentifierType; code: string }[];
    dissolvedOn: string | null;
  };
  sections: ReportSection[];
  repairs: R[];
  disputes: D[];
  // These are absent in reports kept from before there were any.
  appeals?: A[];
  identityProof?: IdentityProof | undefined;
  notified?: NotifiedItem[] | null;
  inquiries: Inquiry[] | null;
};

/** The first day on which a report made on this day is no longer valid. */
export const reportEnds = (madeOn: Day, days: number): Day => addDays(madeOn, days);

/** From this day on, inquiries are told to whom they were about. */
export const inquiriesFrom = (today: Day, years: number): Day => addYears(today, -years);

// Shown again, a report leaves out what may no longer be shown, and does not say that it does.
export const stillShown = <R extends AboutRecord, D extends AboutRecord, A extends AboutRecord>(
  body: ReportBody<R, D, A>,
  facts: { records: readonly ReportFact[]; notified: ReadonlySet<number> },
  today: Day,
): ReportBody<R, D, A> => {
  const shown = new Set(
    facts.records.filter((fact) => isReported(fact, today)).map(({ recordId }) => recordId),
  );
  const isShown = ({ recordId }: AboutRecord) => shown.has(recordId);
  return {
    ...body,
    sections: body.sections.map((section) => ({ ...section, items: section.items.filter(isShown) })),
    repairs: body.repairs.filter(isShown),
    disputes: body.disputes.filter(isShown),
    appeals: (body.appeals ?? []).filter(isShown),
    notified: body.notified?.filter(({ listing }) => facts.notified.has(listing)) ?? null,
  };
};

// BG20261124-7K3M9Q2A is spelled like a check's number: a clerk reads it aloud.
export const newReportNo = (on: Day, random8: Uint8Array): string =>
  `BG${on.replaceAll('-', '')}-${spell(random8)}`;

// 50 random bits that only the sheet carries prove a report.
export const newVerifyCode = (random10: Uint8Array): string => spell(random10);

// A kept report opens only under its own number.
export const reportPurpose = (no: string): string => `report:${no}`;
