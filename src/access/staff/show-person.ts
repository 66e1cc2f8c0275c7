import { Problem } from '../../kernel/problems.ts';
import { permit } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { historyOf, readPerson } from './people.store.ts';

export const showPerson = async (ctx: Ctx, id: string) => {
  permit(ctx, 'staff.list');
  const person = await readPerson(ctx.db, id);
  if (!person) throw new Problem('staff.unknown');
  return { ...person, history: await historyOf(ctx.db, id) };
};
