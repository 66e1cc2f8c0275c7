import { Problem } from '../../kernel/problems.ts';
import { act } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { actingHand } from '../staff/acting-person.rules.ts';
import { insertGrant } from '../staff/people.store.ts';
import { findAgency } from './agency.store.ts';

// Another person confirms, and is shown the key.
export const askKey = (ctx: Ctx, input: { agency: string }) =>
  act(ctx, 'key.ask', async (tx) => {
    const askedBy = actingHand(ctx.actor);
    const agency = await findAgency(tx, input.agency);
    if (!agency) throw new Problem('agency.unknown');
    const id = ctx.newId();
    const askedAt = ctx.clock.now().toISOString();
    await insertGrant(tx, { id, kind: 'key', agencyId: agency.id, askedBy, askedAt });
    const audit = { grantId: id, agency: agency.code };
    return {
      value: { id, kind: 'key' as const, agency: agency.code, state: 'pending' as const },
      audit,
      events: [],
    };
  });
