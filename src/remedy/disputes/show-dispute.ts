import type { Ctx } from '../../platform/door/deps.ts';
import { showCase } from '../cases/case-noun.step.ts';
import { disputeCase } from './dispute-case.step.ts';

export const showDispute = (ctx: Ctx, id: number) => showCase(ctx, disputeCase, id);
