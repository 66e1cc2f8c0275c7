import type { Ctx } from '../../platform/door/deps.ts';
import { readBoard } from '../cases/case-noun.ts';
import type { BoardWish } from '../cases/case-wish.ts';
import { disputeCase } from './dispute-case.ts';

export const listDisputes = (ctx: Ctx, wish: BoardWish) => readBoard(ctx, disputeCase, wish);
