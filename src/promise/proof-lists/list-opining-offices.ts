import type { Ctx } from '../../platform/door/deps.ts';
import { officesNamed } from './matter-proposal.store.ts';

export const listOpiningOffices = async (ctx: Ctx) => ({ items: await officesNamed(ctx.db) });
