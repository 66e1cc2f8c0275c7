import { addDays, type Day } from '../../kernel/day.ts';
import type { IdentifierType } from '../../kernel/identifiers.ts';
import { remembered } from '../../kernel/remembered.ts';
import { findCatalog } from '../../law/catalogs/catalog-list.ts';
import { spell } from './check-number.rules.ts';
import type { CheckRow, Standpoint } from './check-row.rules.ts';
import { type ApplicantKind, applicantOf, canConcern, type FeedFact } from './feed-freshness.rules.ts';

export const CODE_LENGTH = 10;

export const signatureOf = (row: CheckRow, sign: (text: string) => Uint8Array): string | null =>
  row.facts.standpoint ? spell(sign(signedText(row, row.facts.standpoint))) : null;

// The first characters of the signature are the code on the sheet: scanning it proves what is stored, not
// only a number.
export const codeOf = (signature: string): string => signature.slice(0, CODE_LENGTH);

// All checks of a moment share these objects; each is written as JSON once.
const spellOnce = remembered((shared: object): string => JSON.stringify(shared));

const signedText = (row: CheckRow, standpoint: Standpoint) =>
  JSON.stringify([
    row.no,
    row.decidedAt,
    row.agencyId,
    row.subject,
    row.matter,
    row.purpose,
    row.caseNo,
    row.outcome,
    row.reasons,
    row.ruleSetVersion,
    row.facts.honours,
  ]) +
  spellOnce(standpoint) +
  spellOnce(row.facts.feeds);

// Given with every answer, a clean one too: which lists were looked at, and how fresh each was.
export const receiptOf = (row: CheckRow, sign: (text: string) => Uint8Array) => {
  const { standpoint, feeds } = row.facts;
  if (!standpoint) return null;
  return {
    no: row.no,
    decidedAt: row.decidedAt,
    outcome: row.outcome,
    dataVersion: standpoint.dataVersion,
    validUntil: `${standpoint.validUntil}T00:00:00+08:00`,
    covers: coveredBy(row, feeds),
    signature: row.signature ?? signatureOf(row, sign) ?? '',
  };
};

// Every source of each list with its own time; a list that cannot concern the applicant is none that was
// looked at.
type Covered = { catalog: string; source: string | null; lastGoodOn: Day | null };
const coveredBy = ({ lists, subject }: CheckRow, feeds: readonly FeedFact[]): Covered[] => {
  const applicant = applicantOf(subject.type as IdentifierType, subject.code);
  return coveredFor(feeds, lists, applicant);
};

// All checks of a moment share their feeds and lists: what they cover is found once for all of them.
const coveredFor = remembered(
  (feeds: readonly FeedFact[], lists: CheckRow['lists'], applicant: ApplicantKind): Covered[] =>
    [...new Set(lists)]
      .filter((catalog) => canConcern(findCatalog(catalog)?.concerns, applicant))
      .flatMap((catalog): Covered[] => {
        const sources = feeds.filter((feed) => feed.catalog === catalog);
        return sources.length > 0
          ? sources.map(({ agency, lastGoodOn }) => ({ catalog, source: agency, lastGoodOn }))
          : [{ catalog, source: null, lastGoodOn: null }];
      }),
);

export type Invalid = 'expired' | 'recalled' | null;

/** The first day on which an answer of this day no longer stands. */
export const standsUntil = (decidedOn: Day, days: number): Day => addDays(decidedOn, days);

// An answer stands for its days, unless a ground of it has fallen meanwhile.
export const whyInvalid = (state: { today: Day; validUntil: Day; isRecalled: boolean }): Invalid =>
  state.isRecalled ? 'recalled' : state.today >= state.validUntil ? 'expired' : null;
