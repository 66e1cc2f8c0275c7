import { isCancelledProof, type Reason } from './check.rules.ts';
import type { CheckOut } from './check.schema.ts';
import type { CheckRow } from './check.store.ts';

export type CheckAnswer = CheckOut;

const ADVICE: Record<CheckOut['outcome'], string> = {
  eligible: '可以适用告知承诺制。本结果为经办参考，由经办人确认。',
  review: '需人工复核后决定是否适用告知承诺制，请按各项原因核实。',
  ineligible:
    '不适用告知承诺制；不等于不予受理，请按一般程序提交证明材料。如有异议可申请异议处理或信用修复。',
  'matter-not-allowed': '该事项不适用告知承诺制，请按一般程序提交证明材料。',
};

const PROOF_CANCELLED = '该证明已取消，请直接办理，不得要求申请人提交证明或作出承诺。';

export const checkAnswer = (row: CheckRow, publicUrl: string): CheckAnswer => ({
  no: row.no,
  outcome: row.outcome,
  reasons: row.reasons.map(withoutGround),
  isGreenLane: row.outcome === 'eligible' && row.facts.isHonoured,
  subject: row.subject as CheckOut['subject'],
  matter: row.matter,
  purpose: row.purpose as CheckOut['purpose'],
  caseNo: row.case_no,
  ruleSetVersion: row.rule_set_version,
  decidedAt: row.decided_at,
  verifyUrl: `${publicUrl}/public/checks/${row.no}?code=${row.verify_code}`,
  advice: isCancelledProof(row.reasons) ? PROOF_CANCELLED : ADVICE[row.outcome],
});

const withoutGround = ({ ground: _ground, ...reason }: Reason) => reason;
