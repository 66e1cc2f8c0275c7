import type { Ctx } from '../../platform/door/deps.ts';
import { showCase } from '../cases/case-noun.step.ts';
import { repairCase } from './repair-case.step.ts';

export const showRepair = (ctx: Ctx, id: number) => showCase(ctx, repairCase, id);
