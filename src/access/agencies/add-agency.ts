import { day, dayOf } from '../../kernel/day.ts';
import { checkIdentifier } from '../../kernel/identifiers.ts';
import { Problem } from '../../kernel/problems.ts';
import { act } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import type { AgencyIn } from './agency.schema.ts';
import { insertAgency } from './agency.store.ts';

export const addAgency = (ctx: Ctx, input: AgencyIn) =>
  act(ctx, 'agency.add', async (tx) => {
    const today = dayOf(ctx.clock.now());
    const checked = checkIdentifier('uscc', input.uscc, { today });
    if (!checked.ok) throw new Problem('agency.uscc', { detail: checked.message });
    const added = await insertAgency(tx, {
      code: input.code,
      name: input.name,
      uscc: checked.value.code,
      region: input.region ?? '000000',
      roles: input.roles,
      catalogs: input.catalogs ?? [],
      validFrom: input.validFrom ? day(input.validFrom) : today,
      validUntil: input.validUntil ? day(input.validUntil) : null,
      createdAt: ctx.clock.now().toISOString(),
    });
    if (!added) throw new Problem('agency.duplicate');
    return {
      value: added,
      audit: { agency: added.code, roles: added.roles, catalogs: added.catalogs },
      events: [],
    };
  });
