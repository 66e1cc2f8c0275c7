import { reachesAll } from '../../access/reach.rules.ts';
import { Problem } from '../../kernel/problems.ts';
import type { Db } from '../../platform/door/db.ts';
import type { Actor, Ctx } from '../../platform/door/deps.ts';
import type { Permission } from '../../platform/door/permissions.ts';
import { type AssistanceEvent, type AssistanceState, moveAssistance, type Side } from './assistance.rules.ts';
import { type AssistanceRow, findAssistance, holdAssistance } from './assistance.store.ts';
import { assistanceStateWords } from './assistance-words.rules.ts';

type At = { ctx: Ctx; tx: Db };

/** The side of the desk at which an office stands; none for a third one. */
export const officeSideOf = (
  { agency }: Pick<Actor, 'agency'>,
  { askingId, askedId }: Pick<AssistanceRow, 'askingId' | 'askedId'>,
): Side | null => {
  if (agency?.id === askedId) return 'asked';
  return agency?.id === askingId ? 'asking' : null;
};

// A request between two other offices is answered like one that is not there.
export const ownAssistance = async (
  { ctx, tx }: At,
  action: Permission,
  no: string,
): Promise<AssistanceRow> => {
  const row = await findAssistance(tx, no);
  if (!row || !(officeSideOf(ctx.actor, row) || reachesAll(ctx.actor, action)))
    throw new Problem('assistance.unknown');
  return row;
};

/** The same, held against a second hand: who comes later is told what the first has made of it. */
export const heldAssistance = async (
  at: At,
  { no, event }: { no: string; event: AssistanceEvent },
): Promise<{ row: AssistanceRow; state: AssistanceState }> => {
  await holdAssistance(at.tx, no);
  const row = await ownAssistance(at, `assistance.${event}`, no);
  const side = officeSideOf(at.ctx.actor, row);
  if (!side) throw new Problem('assistance.unknown');
  const moved = moveAssistance({ state: row.state, side }, event);
  if (moved.ok) return { row, state: moved.value };
  if (moved.code !== 'assistance.wrong-stage') throw new Problem(moved.code);
  const { word } = assistanceStateWords[row.state];
  throw new Problem(moved.code, {
    detail: `该协查现为“${word}”，不能再办理此步；可能已有人先办理，请刷新后查看。`,
  });
};
