import { act } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { sessionHash } from './lucia-session.ts';
import { cameFrom } from './session.rules.ts';
import { endSessionNamed } from './session.store.ts';
import { closeSession, sessionIn } from './session.ts';
import type { Comer } from './sign-in.ts';

/** The session ends, and a line says who left, from where; answers the cookie that clears the browser's. */
export const signOut = async (ctx: Ctx, from: Comer): Promise<{ cookie: string }> => {
  await act({ ...ctx, idempotency: undefined }, 'session.close', async (tx) => {
    const id = sessionIn(ctx, from.cookieHeader);
    const sessionId = id ? await endSessionNamed(tx, sessionHash(id)) : null;
    return { value: null, audit: { sessionId, ...cameFrom(from) }, events: [] };
  });
  return closeSession(ctx, '');
};
