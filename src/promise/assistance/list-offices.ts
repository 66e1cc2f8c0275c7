import { dayOf } from '../../kernel/day.ts';
import { permit } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { officesOn, proofsWithIssuer } from './assistance.store.ts';

// The offices that one may ask, and the proofs that the catalogue says they issue.
export const listOffices = async (ctx: Ctx) => {
  permit(ctx, 'assistance.ask');
  const offices = await officesOn(ctx.db, dayOf(ctx.clock.now()));
  const proofs = await proofsWithIssuer(ctx.db);
  return {
    offices: offices
      .filter(({ code }) => code !== ctx.actor.agency?.code)
      .map(({ code, name }) => ({ value: code, label: name })),
    proofs: proofs.map(({ code, name, office }) => ({ value: code, label: `${name}（${office}）` })),
  };
};
