import { Problem } from '../../kernel/problems.ts';
import { act } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { findAgency } from './agency.store.ts';
import { makeKey } from './make-key.step.ts';

// At once: by the operator at the command line. At a desk it takes two people (ask-key.ts, confirm-grant.ts).
export const issueKey = (ctx: Ctx, input: { agency: string }) =>
  act(ctx, 'key.issue', async (tx) => {
    const agency = await findAgency(tx, input.agency);
    if (!agency) throw new Problem('agency.unknown');
    const value = await makeKey({ ctx, tx }, agency.id);
    return { value, audit: { keyId: value.id, agency: agency.code }, events: [] };
  });
