import { reaches } from '../../access/reach.rules.ts';
import { Problem } from '../../kernel/problems.ts';
import type { Db } from '../../platform/door/db.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import type { Permission } from '../../platform/door/permissions.ts';
import { type CommitmentEvent, type CommitmentState, moveCommitment } from './commitment.rules.ts';
import { type CommitmentRow, findCommitment, holdCommitment } from './commitment.store.ts';
import { commitmentStateWords } from './commitment-words.rules.ts';

type At = { ctx: Ctx; tx: Db };

// Another agency's promise is answered like one that is not there.
export const ownCommitment = async (
  { ctx, tx }: At,
  action: Permission,
  no: string,
): Promise<CommitmentRow> => {
  const row = await findCommitment(tx, no);
  if (!row || !reaches(ctx.actor, action, row.agencyId)) throw new Problem('commitment.unknown');
  return row;
};

/** The same, held against a second hand: who comes later is told what the first has made of it. */
export const heldCommitment = async (
  at: At,
  action: Permission,
  { no, event }: { no: string; event: CommitmentEvent },
): Promise<{ row: CommitmentRow; state: CommitmentState }> => {
  await holdCommitment(at.tx, no);
  const row = await ownCommitment(at, action, no);
  const moved = moveCommitment(row.state, event);
  if (moved.ok) return { row, state: moved.value };
  const { word } = commitmentStateWords[row.state];
  throw new Problem(moved.code, {
    detail: `该承诺书现为“${word}”，不能再办理此步；可能已有人先办理，请刷新后查看。`,
  });
};

/** The new state, the hand that moved it, and when. */
export const movedBy = (ctx: Ctx, state: CommitmentState, despite: string | null = null) => ({
  state,
  movedAt: ctx.clock.now().toISOString(),
  movedBy: ctx.actor.by,
  despite,
});
