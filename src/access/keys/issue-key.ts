import { Problem } from '../../kernel/problems.ts';
import { act, must } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { findAgency } from '../agencies/agency.store.ts';
import { drawKey } from './draw-key.step.ts';
import { judgeKeyScope } from './key.rules.ts';
import type { KeyIn } from './key.schema.ts';

/** A day begins at midnight in China. */
const beginningOf = (day: string) => new Date(`${day}T00:00:00+08:00`).toISOString();

// Errors: agency.unknown (404), key.scope and staff.roles-exclude (422).
export const issueKey = (ctx: Ctx, input: KeyIn & { agency: string }) =>
  act(ctx, 'key.issue', async (tx) => {
    const agency = await findAgency(tx, input.agency);
    if (!agency) throw new Problem('agency.unknown');
    const { roles, catalogs } = must(judgeKeyScope(agency, input));
    const { label = null, addresses = null, expiresOn = null } = input;
    const value = await drawKey(tx, ctx, {
      agencyId: agency.id,
      label,
      roles: [...roles],
      catalogs: catalogs && [...catalogs],
      addresses,
      expiresAt: expiresOn && beginningOf(expiresOn),
    });
    const scope = { roles, catalogs, addresses, expiresOn };
    return { value, audit: { keyId: value.id, agency: agency.code, ...scope }, events: [] };
  });
