import { lookAtPage } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import type { Board } from '../cases/case.rules.ts';
import type { BoardQuery } from '../cases/case.schema.ts';
import { boardPage, boardSearch } from '../cases/case-board.ts';
import { searchRepairs } from './repair.store.ts';
import { type RepairLine, repairOut } from './repair-out.ts';

export const listRepairs = (ctx: Ctx, query: BoardQuery): Promise<Board<RepairLine>> =>
  lookAtPage(ctx, 'repair.list', query, async (tx) => {
    const search = boardSearch(ctx, query, 'repair.list');
    const { items, next } = boardPage(await searchRepairs(tx, search), query.limit);
    return { items: items.map((row) => repairOut(row, search.today)), next };
  });
