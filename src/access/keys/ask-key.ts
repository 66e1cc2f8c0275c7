import { Problem } from '../../kernel/problems.ts';
import { act, must } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { findAgency } from '../agencies/agency.store.ts';
import { actingHand } from '../staff/acting-person.rules.ts';
import { insertGrant } from '../staff/people.store.ts';
import { judgeKeyScope } from './key.rules.ts';
import type { KeyIn } from './key.schema.ts';

// Another person confirms, and is shown the key. Errors: agency.unknown (404), key.scope, staff.roles-exclude (422).
export const askKey = (ctx: Ctx, { agency: code, ...bounds }: KeyIn & { agency: string }) =>
  act(ctx, 'key.ask', async (tx) => {
    const askedBy = actingHand(ctx.actor);
    const agency = await findAgency(tx, code);
    if (!agency) throw new Problem('agency.unknown');
    must(judgeKeyScope(agency, bounds));
    const id = ctx.newId();
    const askedAt = ctx.clock.now().toISOString();
    await insertGrant(tx, { id, kind: 'key', agencyId: agency.id, keyAsked: bounds, askedBy, askedAt });
    return {
      value: { id, kind: 'key' as const, agency: agency.code, state: 'pending' as const },
      audit: { grantId: id, agency: agency.code, ...bounds },
      events: [],
    };
  });
