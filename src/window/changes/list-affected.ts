import { dayOf } from '../../kernel/day.ts';
import { stepChange } from '../../law/changes/change.rules.ts';
import { draftIn } from '../../law/changes/change-out.ts';
import { knownChange } from '../../law/changes/known-change.ts';
import { lawUnder } from '../../law/changes/law-under.step.ts';
import { look, must } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { cursors, page, readCursor } from '../../platform/web/page-cursor.ts';
import { findAffected } from './affected.store.ts';
import { affectedBy } from './affected-by.step.ts';
import { affectedOut } from './affected-out.rules.ts';

// A page of those whom a draft would touch, as it stands at this moment. A look at credit data: on the trail,
// persons by mask only.
export const listAffected = (ctx: Ctx, id: string, query: { after?: string | undefined; limit: number }) =>
  look(ctx, 'change.simulate', async (tx) => {
    const above = readCursor(cursors.row, query.after)?.[0] ?? 0;
    const row = await knownChange(tx, id);
    must(stepChange(row.state, 'approve'));
    const on = { from: row.validFrom, today: dayOf(ctx.clock.now()) };
    const draft = draftIn(row);
    const { affected } = await affectedBy(tx, draft, { ...on, law: await lawUnder(tx, draft, on) });
    const found = await findAffected(tx, affected, { above, limit: query.limit + 1 });
    const { items, next } = page(found, query.limit, ({ place }) => [place]);
    return { value: { items: items.map(affectedOut), next }, audit: { change: id, shown: items.length } };
  });
