import { reachOf } from '../../access/reach.rules.ts';
import { dayOf } from '../../kernel/day.ts';
import { Problem } from '../../kernel/problems.ts';
import { act } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { endAuthorisation, findAuthorisation } from './authorisation.store.ts';
import { shownAuthorisation } from './shown-authorisation.ts';

// The person takes their leave back, at any time and without a reason. Looks made until then stay lawful.
// Basis: 个人信息保护法第十五条
export const withdrawAuthorisation = (ctx: Ctx, id: string) =>
  act(ctx, 'authorisation.withdraw', async (tx) => {
    const now = ctx.clock.now();
    const whose = { id, agencyId: reachOf(ctx.actor, 'authorisation.withdraw') };
    if (!(await findAuthorisation(tx, whose))) throw new Problem('authorisation.unknown');
    const isNew = await endAuthorisation(tx, { id, at: now.toISOString(), by: ctx.actor.by });
    const after = await findAuthorisation(tx, whose);
    if (!isNew || !after) throw new Problem('authorisation.withdrawn');
    return { value: shownAuthorisation(after, dayOf(now)), audit: { authorisation: id }, events: [] };
  });
