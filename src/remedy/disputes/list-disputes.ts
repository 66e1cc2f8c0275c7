import { lookAtPage } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import type { Board } from '../cases/case.rules.ts';
import type { BoardQuery } from '../cases/case.schema.ts';
import { boardPage, boardSearch } from '../cases/case-board.ts';
import { searchDisputes } from './dispute.store.ts';
import { type DisputeLine, disputeOut } from './dispute-out.ts';

export const listDisputes = (ctx: Ctx, query: BoardQuery): Promise<Board<DisputeLine>> =>
  lookAtPage(ctx, 'dispute.list', query, async (tx) => {
    const search = boardSearch(ctx, query, 'dispute.list');
    const { items, next } = boardPage(await searchDisputes(tx, search), query.limit);
    return { items: items.map((row) => disputeOut(row, search.today)), next };
  });
