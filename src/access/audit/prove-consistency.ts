import { Problem } from '../../kernel/problems.ts';
import { permit } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { lastCheckpoint } from './checkpoint.store.ts';
import { base64 } from './note-signing.ts';
import { consistencyPath } from './proof-ranges.rules.ts';
import { rootsOf } from './tree-parts.ts';

// Hashes only: whoever holds an earlier checkpoint learns that nothing before it changed, and nothing else.
export const proveConsistency = async (ctx: Ctx, { from, to }: { from: number; to: number }) => {
  permit(ctx, 'audit.witness');
  const newest = await lastCheckpoint(ctx.db);
  if (from > to || to > (newest?.size ?? 0)) throw new Problem('checkpoint.unknown');
  return { from, to, path: (await rootsOf(ctx.db, consistencyPath(from, to))).map(base64) };
};
