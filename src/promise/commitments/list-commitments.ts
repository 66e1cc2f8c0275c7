import { reachOf } from '../../access/reach.rules.ts';
import { lookAtPage } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { cursors, page, readCursor } from '../../platform/web/page-cursor.ts';
import type { CommitmentLine, CommitmentQuery } from './commitment.schema.ts';
import { searchCommitments } from './commitment.store.ts';
import { commitmentLine } from './commitment-out.ts';

type Listed = { items: CommitmentLine[]; next: string | null };

export const listCommitments = (ctx: Ctx, query: CommitmentQuery): Promise<Listed> =>
  lookAtPage(ctx, 'commitment.list', query, async (tx) => {
    const found = await searchCommitments(tx, {
      agencyId: reachOf(ctx.actor, 'commitment.list'),
      state: query.state,
      before: readCursor(cursors.instantAndCode, query.after),
      limit: query.limit + 1,
    });
    const { items, next } = page(found, query.limit, ({ draftedAt, no }) => [draftedAt, no]);
    return { items: items.map(commitmentLine), next };
  });
