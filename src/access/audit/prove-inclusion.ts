import { look } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { inclusionOf } from './inclusion.ts';

export const proveInclusion = (ctx: Ctx, line: number) =>
  look(ctx, 'audit.read', async (tx) => ({ value: await inclusionOf(tx, line), audit: { line } }));
