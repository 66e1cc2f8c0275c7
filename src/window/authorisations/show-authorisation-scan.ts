import { reachOf } from '../../access/reach.rules.ts';
import { Problem } from '../../kernel/problems.ts';
import { look } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { authorisationPurpose } from './authorisation.rules.ts';
import { findAuthorisation, sealedScanOf } from './authorisation.store.ts';

// The paper itself names the person: each look at it leaves a line.
export const showAuthorisationScan = (ctx: Ctx, id: string) =>
  look(ctx, 'authorisation.scan', async (tx) => {
    const agencyId = reachOf(ctx.actor, 'authorisation.scan');
    const found = await findAuthorisation(tx, { id, agencyId });
    const sealed = found && (await sealedScanOf(tx, id));
    if (!found || !sealed) throw new Problem('authorisation.unknown');
    const bytes = await ctx.vault.open(sealed, authorisationPurpose(id));
    return {
      value: { id, scanType: found.scanType, digest: found.digest, bytes },
      audit: { authorisation: id },
    };
  });
