import { type Day, day, dayOf } from '../../kernel/day.ts';
import { act } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { stampOf } from '../rulebook/known-rule-set.ts';
import type { ChangeDraft } from './change.schema.ts';
import { insertChange } from './change.store.ts';
import { changeFaults, pastDayFault } from './change-faults.rules.ts';
import { changeTitle } from './change-lines.rules.ts';
import { changeOut } from './change-out.ts';
import { knownChange } from './known-change.ts';
import { lawOn, lawUnder } from './law-under.step.ts';
import { refuseFaults } from './refuse-faults.ts';

// Nothing changes yet: another registrar reads it, simulates it and approves it. The law as it stands is kept
// beside it.
export const draftChange = (ctx: Ctx, draft: ChangeDraft) =>
  act(ctx, 'change.draft', async (tx) => {
    const today = dayOf(ctx.clock.now());
    refuseFaults(pastDayFault(draft, today));
    const from = firstDayOf(draft, today);
    const law = await lawUnder(tx, draft, { from, today });
    refuseFaults(changeFaults(draft, await lawOn(tx, law, { from, today })));
    const { by, name, agencyId, at } = stampOf(ctx);
    const id = ctx.newId();
    await insertChange(tx, {
      id,
      kind: draft.kind,
      title: changeTitle(draft),
      content: draft.content,
      base: law,
      basis: draft.basis,
      validFrom: from,
      draftedBy: by,
      drafterName: name,
      drafterAgencyId: agencyId,
      draftedAt: at,
    });
    const value = changeOut(await knownChange(tx, id));
    return {
      value,
      audit: { change: id, kind: draft.kind, title: value.title, basis: draft.basis, validFrom: from },
      events: [],
    };
  });

const firstDayOf = (draft: ChangeDraft, today: Day): Day =>
  draft.kind === 'calendar' ? day(`${draft.content.year}-01-01`) : day(draft.content.validFrom ?? today);
