import { reachOf } from '../../access/reach.rules.ts';
import { dayOf } from '../../kernel/day.ts';
import { Problem } from '../../kernel/problems.ts';
import { measuresOn } from '../../law/measures/measure.store.ts';
import { look } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { isLift } from '../relay/notice-body.rules.ts';
import { findNotice } from './notice-list.store.ts';
import { markRead } from './receipt.store.ts';

// One notice with the words of the measures it asks for, to be signed for and answered.
export const showNotice = (ctx: Ctx, id: string) =>
  look(ctx, 'notice.list', async (tx) => {
    const found = await findNotice(tx, { id, agencyId: reachOf(ctx.actor, 'notice.list') });
    if (!found) throw new Problem('notice.unknown');
    if (ctx.actor.agency) await markRead(tx, { id, at: ctx.clock.now().toISOString() });
    const { payload, ...line } = found;
    // As the edition of its day had them: a later one does not change what was asked.
    const known = await measuresOn(tx, dayOf(new Date(line.createdAt)));
    const measures = line.measures.map(
      (code) =>
        known.find((measure) => measure.code === code) ?? { code, title: code, content: '', basis: '' },
    );
    return {
      value: { ...payload, ...line, measures, needsReceipt: isLift(line.type) },
      audit: { subjectId: line.subjectId, notice: id },
    };
  });
