import { Problem } from '../../kernel/problems.ts';
import { look } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { findPerson } from '../staff/staff.store.ts';
import { sessionsOf } from './session.ts';
import { sessionOut } from './session-out.rules.ts';

export const listStaffSessions = async (ctx: Ctx, staffId: string) => {
  await look(ctx, 'staff.sessions', async (tx) => {
    if (!(await findPerson(tx, staffId))) throw new Problem('staff.unknown');
    return { value: null, audit: { staffId } };
  });
  return (await sessionsOf(ctx, staffId)).map((row) => sessionOut(row, null));
};
