import { reachOf } from '../../access/reach.rules.ts';
import { dayOf } from '../../kernel/day.ts';
import { Problem } from '../../kernel/problems.ts';
import { look, lookAtPage } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { spendLookIn } from '../../platform/door/spend-looks.ts';
import { cursors, page, readCursor } from '../../platform/web/page-cursor.ts';
import { identityPurpose } from './ask-office.ts';
import type { AssistanceQuery, AssistanceShown, WhoIn } from './assistance.schema.ts';
import { searchAssistance } from './assistance.store.ts';
import { assistanceOut } from './assistance-out.ts';
import { ownAssistance, sideOf } from './own-assistance.step.ts';

type Listed = { items: AssistanceShown[]; next: string | null };

export const listAssistance = (ctx: Ctx, query: AssistanceQuery): Promise<Listed> =>
  lookAtPage(ctx, 'assistance.list', query, async (tx) => {
    const found = await searchAssistance(tx, {
      agencyId: query.side ? (ctx.actor.agency?.id ?? 0) : reachOf(ctx.actor, 'assistance.list'),
      side: query.side,
      state: query.state,
      after: readCursor(cursors.dayAndCode, query.after),
      limit: query.limit + 1,
    });
    const { items, next } = page(found, query.limit, ({ dueOn, no }) => [dueOn, no]);
    const today = dayOf(ctx.clock.now());
    return { items: items.map((row) => assistanceOut(row, today)), next };
  });

export const showAssistance = (ctx: Ctx, no: string): Promise<AssistanceShown> =>
  look(ctx, 'assistance.show', async (tx) => {
    const row = await ownAssistance({ ctx, tx }, 'assistance.show', no);
    return { value: assistanceOut(row, dayOf(ctx.clock.now())), audit: { no } };
  });

// The whole name and number, for the office that has to answer and as long as it has to; the line names
// purpose and case.
// Basis: 个人信息保护法第六条、第三十四条: only what the duty needs
export const openIdentity = (ctx: Ctx, { no, purpose, caseNo }: WhoIn & { no: string }) =>
  look(ctx, 'assistance.identity', async (tx) => {
    await spendLookIn(tx, ctx, purpose);
    const row = await ownAssistance({ ctx, tx }, 'assistance.identity', no);
    if (sideOf(ctx.actor, row) !== 'asked') throw new Problem('assistance.other-side');
    if (row.state !== 'asked') throw new Problem('assistance.wrong-stage');
    const code = await ctx.vault.openText(row.sealed, identityPurpose(no));
    return {
      value: { id: no, name: row.name, type: row.identifierType, code },
      audit: { no, purpose, caseNo },
    };
  });
