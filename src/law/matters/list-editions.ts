import type { Ctx } from '../../platform/door/deps.ts';
import { listEditionRows } from './matter.store.ts';

export const listEditions = async (ctx: Ctx) => ({ items: await listEditionRows(ctx.db), next: null });
