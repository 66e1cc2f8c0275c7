import { reachOf } from '../../access/reach.rules.ts';
import { dayOf } from '../../kernel/day.ts';
import { lookAtPage } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { page, readCursor } from '../../platform/web/page-cursor.ts';
import { VerificationCursor, type VerificationLine, type VerificationQuery } from './verification.schema.ts';
import { searchVerifications } from './verification.store.ts';
import { verificationLine } from './verification-out.ts';

type Listed = { items: VerificationLine[]; next: string | null };

/** The first due stands first; those without a term stand last. */
export const listVerifications = (ctx: Ctx, query: VerificationQuery): Promise<Listed> =>
  lookAtPage(ctx, 'verification.list', query, async (tx) => {
    const today = dayOf(ctx.clock.now());
    const found = await searchVerifications(tx, {
      agencyId: reachOf(ctx.actor, 'verification.list'),
      state: query.state,
      overdueOn: query.overdue === 'true' ? today : null,
      after: readCursor(VerificationCursor, query.after),
      limit: query.limit + 1,
    });
    const { items, next } = page(found, query.limit, ({ dueKey, seq }) => [dueKey, seq]);
    return { items: items.map((row) => verificationLine(row, today)), next };
  });
