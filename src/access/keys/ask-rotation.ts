import { Problem } from '../../kernel/problems.ts';
import { act } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { actingHand } from '../staff/acting-person.rules.ts';
import { insertGrant } from '../staff/people.store.ts';
import { hasEnded } from './key.rules.ts';
import { findKey } from './key.store.ts';

// A successor opens the same as the key it replaces, and is shown to whoever confirms it. Errors: api-key.unknown
// (404), key.ended (409).
export const askRotation = (ctx: Ctx, { id: replaces, overlapHours }: { id: string; overlapHours: number }) =>
  act(ctx, 'key.ask', async (tx) => {
    const askedBy = actingHand(ctx.actor);
    const old = await findKey(tx, replaces);
    if (!old) throw new Problem('api-key.unknown');
    if (hasEnded(old, ctx.clock.now())) throw new Problem('key.ended');
    const id = ctx.newId();
    const askedAt = ctx.clock.now().toISOString();
    const keyAsked = { replaces, overlapHours };
    await insertGrant(tx, { id, kind: 'key', agencyId: old.agencyId, keyAsked, askedBy, askedAt });
    return {
      value: { id, kind: 'key' as const, agency: old.agency, state: 'pending' as const },
      audit: { grantId: id, agency: old.agency, ...keyAsked },
      events: [],
    };
  });
