import { reaches } from '../../access/reach.rules.ts';
import { Problem } from '../../kernel/problems.ts';
import { must } from '../../platform/door/act.ts';
import type { Db } from '../../platform/door/db.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import type { Permission } from '../../platform/door/permissions.ts';
import { moveVerification, type VerificationEvent } from './verification.rules.ts';
import {
  addAct,
  findVerification,
  holdVerification,
  type Moved,
  moveVerificationTo,
  type VerificationRow,
} from './verification.store.ts';
import type { verificationActs } from './verification.table.ts';
import { verificationStateWords } from './verification-words.rules.ts';

type At = { ctx: Ctx; tx: Db };

/** Another agency's verification is answered like one that is not there. */
export const ownVerification = async (
  { ctx, tx }: At,
  action: Permission,
  no: string,
): Promise<VerificationRow> => {
  const row = await findVerification(tx, no);
  if (!row || !reaches(ctx.actor, action, row.agencyId)) throw new Problem('verification.unknown');
  return row;
};

export type VerificationMove = {
  no: string;
  event: VerificationEvent;
  act?: Pick<
    Partial<typeof verificationActs.$inferInsert>,
    'note' | 'site' | 'visitedAt' | 'method' | 'documentNo'
  >;
  sets?: Moved;
};

/** Held against a second hand: who comes later is told what the first has made of it. */
export const heldVerification = async (
  at: At,
  action: Permission,
  { no, event }: Pick<VerificationMove, 'no' | 'event'>,
): Promise<VerificationRow> => {
  await holdVerification(at.tx, no);
  const row = await ownVerification(at, action, no);
  const moved = moveVerification(row.state, event);
  if (moved.ok) return row;
  const { word } = verificationStateWords[row.state];
  throw new Problem(moved.code, {
    detail: `该核查现为“${word}”，不能再办理此步；可能已有人先办理，请刷新后查看。`,
  });
};

/** Moves what is held, and leaves the line of the work record. */
export const moveHeld = async (
  { ctx, tx }: At,
  row: VerificationRow,
  { no, event, act = {}, sets = {} }: VerificationMove,
): Promise<void> => {
  const state = must(moveVerification(row.state, event));
  const at = ctx.clock.now().toISOString();
  const filed = (text: string | null | undefined) =>
    text && row.kind === 'person' ? ctx.vault.sealText(text) : text;
  await moveVerificationTo(tx, no, { ...sets, state, movedAt: at, movedBy: ctx.actor.by });
  await addAct(tx, {
    ...act,
    verificationNo: no,
    event,
    at,
    by: ctx.actor.by,
    note: filed(act.note),
    site: filed(act.site),
  });
};
