import { Problem } from '../../kernel/problems.ts';
import { permit } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { findSigning } from './staff.store.ts';

// A person as the command line names one.
export const findNamed = async (
  ctx: Ctx,
  { agency, name }: { agency: string; name: string },
): Promise<string> => {
  permit(ctx, 'staff.list');
  const person = await findSigning(ctx.db, agency, name);
  if (!person) throw new Problem('staff.unknown');
  return person.id;
};
