import type { Day } from '../../kernel/day.ts';
import { spell } from './check-number.rules.ts';
import type { CheckRow, Standpoint } from './check-row.rules.ts';

export const CODE_LENGTH = 10;

export const signatureOf = (row: CheckRow, sign: (text: string) => Uint8Array): string | null =>
  row.facts.standpoint ? spell(sign(signedText(row, row.facts.standpoint))) : null;

// The first characters of the signature are the code on the sheet: scanning it proves what is stored, not
// only a number.
export const codeOf = (signature: string): string => signature.slice(0, CODE_LENGTH);

// All checks of a moment share these objects; each is written as JSON once.
const spelled = new WeakMap<object, string>();
const spellOnce = (shared: object): string => {
  const text = spelled.get(shared) ?? JSON.stringify(shared);
  spelled.set(shared, text);
  return text;
};

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
    covers: [...new Set(row.lists)].map((catalog) => {
      const feed = feeds.find((one) => one.catalog === catalog);
      return { catalog, source: feed?.agency ?? null, lastGoodOn: feed?.lastGoodOn ?? null };
    }),
    signature: row.signature ?? signatureOf(row, sign) ?? '',
  };
};

export type Invalid = 'expired' | 'recalled' | null;

// An answer stands for its days, unless a ground of it has fallen meanwhile.
export const whyInvalid = (state: { today: Day; validUntil: Day; isRecalled: boolean }): Invalid =>
  state.isRecalled ? 'recalled' : state.today >= state.validUntil ? 'expired' : null;
