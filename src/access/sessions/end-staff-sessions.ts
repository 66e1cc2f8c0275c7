import { Problem } from '../../kernel/problems.ts';
import { act } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { findPerson } from '../staff/staff.store.ts';
import { endSessionsOf } from './session.store.ts';

export const endStaffSessions = (ctx: Ctx, staffId: string) =>
  act({ ...ctx, idempotency: undefined }, 'staff.end-sessions', async (tx) => {
    if (!(await findPerson(tx, staffId))) throw new Problem('staff.unknown');
    const ended = await endSessionsOf(tx, staffId);
    return { value: { ended }, audit: { staffId, ended }, events: [] };
  });
