import type { Ctx } from '../../platform/door/deps.ts';
import { showCase } from '../cases/case-noun.ts';
import { repairCase } from './repair-case.ts';

export const showRepair = (ctx: Ctx, id: number) => showCase(ctx, repairCase, id);
