import { type Inclusion, inclusionOf } from '../../access/audit/inclusion.ts';
import { Problem } from '../../kernel/problems.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { lineOfCheck } from './check-line.store.ts';
import { verifyCheck } from './verify-check.ts';

// The holder of a sheet holds the trail to what it was by then: the proof names the line by its hash, and says nothing of it.
export const proveCheck = async (ctx: Ctx, input: { no: string; code: string }): Promise<Inclusion> => {
  const { no, receipt } = await verifyCheck(ctx, input);
  const [since = ''] = receipt?.dataVersion.split('.') ?? [];
  const line = /^\d+$/.test(since) ? await lineOfCheck(ctx.db, { no, since }) : undefined;
  if (line === undefined) throw new Problem('audit-line.unknown');
  return inclusionOf(ctx.db, line);
};
