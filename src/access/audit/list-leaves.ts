import { look } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { lastCheckpoint, linesBetween } from './checkpoint.store.ts';
import { coveredAt } from './tree-parts.ts';

// Signed lines as they stand in the tree, so that an auditor reckons it with a program of his own.
export const listLeaves = (ctx: Ctx, { from, limit }: { from: number; limit: number }) =>
  look(ctx, 'audit.read', async (tx) => {
    const size = (await lastCheckpoint(tx))?.size ?? 0;
    const to = Math.min(size, from + limit);
    const lines = from < to ? await linesBetween(tx, await coveredAt(tx, { from, to })) : [];
    const items = lines.map((line, at) => ({ place: from + at, ...line }));
    return { value: { size, items, next: to < size ? to : null }, audit: { from, count: items.length } };
  });
