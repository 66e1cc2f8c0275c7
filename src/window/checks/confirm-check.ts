import { reaches } from '../../access/reach.rules.ts';
import { Problem } from '../../kernel/problems.ts';
import { act } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { findCheck, insertConfirmation } from './check.store.ts';

// A person decides, not the machine. Basis: 个人信息保护法第二十四条
export const confirmCheck = (
  ctx: Ctx,
  input: { no: string; choice: 'followed' | 'departed'; note?: string },
) =>
  act(ctx, 'check.confirm', async (tx) => {
    const row = await findCheck(tx, input.no);
    if (!row || !reaches(ctx.actor, 'check.confirm', row.agencyId)) throw new Problem('check.unknown');
    const at = ctx.clock.now().toISOString();
    const kept = await insertConfirmation(tx, {
      checkNo: input.no,
      choice: input.choice,
      note: input.note ?? null,
      by: ctx.actor.by,
      at,
    });
    if (!kept) throw new Problem('check.confirmed');
    return {
      value: { choice: input.choice, note: input.note ?? null, by: ctx.actor.by, at },
      audit: { subjectId: row.subjectId, no: input.no, choice: input.choice },
      events: [],
    };
  });
