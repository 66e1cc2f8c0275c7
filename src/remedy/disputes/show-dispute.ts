import type { Ctx } from '../../platform/door/deps.ts';
import { showCase } from '../cases/case-noun.ts';
import { disputeCase } from './dispute-case.ts';

export const showDispute = (ctx: Ctx, id: number) => showCase(ctx, disputeCase, id);
