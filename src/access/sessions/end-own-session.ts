import { Problem } from '../../kernel/problems.ts';
import { act } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { actingPerson } from '../staff/acting-person.rules.ts';
import { endSessionOf } from './session.store.ts';

export const endOwnSession = (ctx: Ctx, id: string) =>
  act({ ...ctx, idempotency: undefined }, 'session.end', async (tx) => {
    const staffId = actingPerson(ctx.actor);
    if (!(await endSessionOf(tx, staffId, id))) throw new Problem('session.unknown');
    return { value: null, audit: { staffId, sessionId: id }, events: [] };
  });
