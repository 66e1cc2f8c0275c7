import type { Ctx } from '../../platform/door/deps.ts';
import { readBoard } from '../cases/case-noun.ts';
import type { BoardWish } from '../cases/case-wish.ts';
import { repairCase } from './repair-case.ts';

export const listRepairs = (ctx: Ctx, wish: BoardWish) => readBoard(ctx, repairCase, wish);
