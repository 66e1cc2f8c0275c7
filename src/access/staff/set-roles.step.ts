import type { Db } from '../../platform/door/db.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { dropStepsOf } from '../sessions/second-factor.store.ts';
import { endSessionsOf } from '../sessions/session.store.ts';
import { addHistory, setRoles } from './people.store.ts';
import type { PersonStep } from './people.table.ts';

type Inside = { ctx: Ctx; tx: Db };
type Told = { step: PersonStep; about?: Readonly<Record<string, unknown>> };

// With a change of rights every session ends, and so does every sign-in that is half-way.
export const tellStep = async ({ ctx, tx }: Inside, staffId: string, { step, about = {} }: Told) => {
  await endSessionsOf(tx, staffId);
  await dropStepsOf(tx, staffId);
  await addHistory(tx, { staffId, at: ctx.clock.now().toISOString(), by: ctx.actor.by, step, about });
};

export const setRolesOf = async (
  inside: Inside,
  { id }: { id: string },
  { roles, ...told }: Told & { roles: readonly string[] },
) => {
  await setRoles(inside.tx, id, roles);
  await tellStep(inside, id, told);
};
