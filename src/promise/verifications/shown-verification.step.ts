import { dayOf } from '../../kernel/day.ts';
import { Problem } from '../../kernel/problems.ts';
import type { Db } from '../../platform/door/db.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { statementOver } from '../../platform/door/statement-over.ts';
import { findCheck } from '../../window/checks/check.store.ts';
import { withoutGround } from '../../window/checks/check-answer.ts';
import { decideAgain } from '../../window/checks/check-group.ts';
import type { VerificationShown } from './verification.schema.ts';
import { findVerification, listActs, type VerificationRow } from './verification.store.ts';
import { actOut, verificationLine } from './verification-out.ts';

type At = { ctx: Ctx; tx: Db };

export const shownVerification = async (at: At, row: VerificationRow): Promise<VerificationShown> => ({
  ...verificationLine(row, dayOf(at.ctx.clock.now())),
  promise: row.commitmentText,
  madeOn: row.madeOn,
  method: row.method,
  assistanceNo: row.assistanceNo,
  foundOn: row.foundOn,
  rectifyBy: row.rectifyBy,
  outcome: row.outcome,
  documentNo: row.documentNo,
  decidedOn: row.decidedOn,
  ownData: await ownData(at, row),
  acts: (await listActs(at.tx, row.no)).map(actOut),
});

export const shownAgain = async (at: At, no: string): Promise<VerificationShown> => {
  const row = await findVerification(at.tx, no);
  if (!row) throw new Problem('verification.unknown');
  return shownVerification(at, row);
};

// The registry looks by itself what its feeds tell of the promisor. It proposes nothing: an officer finds.
const ownData = async ({ ctx, tx }: At, row: VerificationRow): Promise<VerificationShown['ownData']> => {
  if (row.state !== 'running') return null;
  const check = await findCheck(tx, row.checkNo);
  if (!check) return null;
  const { outcome, reasons } = await decideAgain(statementOver(tx), ctx, check);
  return { outcome, reasons: reasons.map(withoutGround) };
};
