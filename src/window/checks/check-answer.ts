import { dayOf } from '../../kernel/day.ts';
import { remembered } from '../../kernel/remembered.ts';
import { noteOnMatter } from '../../law/matters/asked-matter.rules.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { type CheckReason, type HonourFact, honoursThatCount, isCancelledProof } from './check.rules.ts';
import type { CheckOut } from './check.schema.ts';
import { receiptOf } from './check-receipt.rules.ts';
import type { CheckRow } from './check-row.rules.ts';

export type CheckAnswer = CheckOut;

const ADVICE: Record<CheckOut['outcome'], string> = {
  eligible: '可以适用告知承诺制。本结果为经办参考，由经办人确认。',
  review: '需人工复核后决定是否适用告知承诺制，请按各项原因核实。',
  ineligible:
    '不适用告知承诺制；不等于不予受理，请按一般程序提交证明材料。如有异议可申请异议处理或信用修复。',
  'matter-not-allowed': '该事项不适用告知承诺制，请按一般程序提交证明材料。',
};

const PROOF_CANCELLED = '该证明已取消，请直接办理，不得要求申请人提交证明或作出承诺。';

export const checkAnswer = (row: CheckRow, { config, vault }: Pick<Ctx, 'config' | 'vault'>): CheckAnswer => {
  const greenChannel = greenChannelOf(row);
  return {
    no: row.no,
    outcome: row.outcome,
    reasons: row.reasons.map(withoutGround),
    isGreenLane: greenChannel !== null,
    greenChannel,
    subject: row.subject as CheckOut['subject'],
    matter: row.matter,
    matterNote: noteOnMatter(row.matter, row.facts.matter),
    purpose: row.purpose as CheckOut['purpose'],
    caseNo: row.caseNo,
    ruleSetVersion: row.ruleSetVersion,
    decidedAt: row.decidedAt,
    verifyUrl: `${config.publicUrl}/public/checks/${row.no}?code=${row.verifyCode}`,
    advice: isCancelledProof(row.reasons) ? PROOF_CANCELLED : ADVICE[row.outcome],
    receipt: receiptOf(row, vault.sign),
  };
};

const spellCovers = remembered((covers: object): string => JSON.stringify(covers));

// The answer as JSON. Half of its text is what it covers, which all checks of a moment share: written once,
// as the last field of the last.
export const spellAnswer = ({ receipt, ...answer }: CheckAnswer): string => {
  if (!receipt) return JSON.stringify({ ...answer, receipt });
  const { covers, ...signed } = receipt;
  const open = JSON.stringify({ ...answer, receipt: signed }).slice(0, -2);
  return `${open},"covers":${spellCovers(covers)}}}`;
};

export const withoutGround = ({ ground: _ground, ...reason }: CheckReason) => reason;

// The honours that give the green channel, and what the asking agency may grant for them.
export const greenChannelOf = ({
  outcome,
  facts,
  decidedAt,
}: Pick<CheckRow, 'outcome' | 'facts' | 'decidedAt'>): CheckAnswer['greenChannel'] => {
  if (!facts.honours?.length) return null;
  const honours = honoursThatCount(outcome, facts.honours, dayOf(new Date(decidedAt)));
  return honours.length > 0
    ? { honours: honours.map(honourOut), incentives: [...(facts.incentives ?? [])] }
    : null;
};

const honourOut = ({ list, title, authority, documentNo, listedOn, dueOn }: HonourFact) => ({
  list,
  title,
  authority,
  documentNo,
  since: listedOn,
  until: dueOn,
});
