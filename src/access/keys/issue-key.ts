import { Problem } from '../../kernel/problems.ts';
import { act } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { findAgency } from '../agencies/agency.store.ts';
import { drawKey } from './draw-key.step.ts';
import type { KeyIn } from './key.schema.ts';

// At once: by the operator at the command line. At a desk it takes two people (ask-key.ts, confirm-grant.ts).
// Errors: agency.unknown (404), key.scope and staff.roles-exclude (422).
export const issueKey = (ctx: Ctx, { agency: code, ...asked }: KeyIn & { agency: string }) =>
  act(ctx, 'key.issue', async (tx) => {
    const agency = await findAgency(tx, code);
    if (!agency) throw new Problem('agency.unknown');
    const value = await drawKey({ ctx, tx }, agency.id, asked);
    return { value, audit: { keyId: value.id, agency: code, ...asked }, events: [] };
  });
