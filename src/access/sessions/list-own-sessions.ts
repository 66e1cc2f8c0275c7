import { permit } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { actingPerson } from '../staff/acting-person.rules.ts';
import { sessionHash } from './lucia-session.ts';
import { sessionIn, sessionsOf } from './session.ts';
import { sessionOut } from './session-out.rules.ts';

export const listOwnSessions = async (ctx: Ctx, cookieHeader: string) => {
  permit(ctx, 'session.list');
  const id = sessionIn(ctx, cookieHeader);
  const current = id ? sessionHash(id) : null;
  return (await sessionsOf(ctx, actingPerson(ctx.actor))).map((row) => sessionOut(row, current));
};
