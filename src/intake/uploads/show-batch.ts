import { permit } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import type { BatchRow } from './batch.table.ts';
import { findOwnBatch } from './find-own-batch.ts';

export const showBatch = async (ctx: Ctx, id: string): Promise<BatchRow> => {
  permit(ctx, 'batch.list');
  return findOwnBatch(ctx.db, { actor: ctx.actor, action: 'batch.list' }, id);
};
