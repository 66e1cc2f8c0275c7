import { dayOf } from '../../kernel/day.ts';
import { Problem } from '../../kernel/problems.ts';
import { stepChange } from '../../law/changes/change.rules.ts';
import { holdChange, keepSimulation } from '../../law/changes/change.store.ts';
import { changeOut, draftIn } from '../../law/changes/change-out.ts';
import { knownChange } from '../../law/changes/known-change.ts';
import { lawUnder } from '../../law/changes/law-under.step.ts';
import { act, must } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { countAffected, countAffectedSubjects } from './affected.store.ts';
import { affectedBy } from './affected-by.step.ts';

// Counts, over the registry as it is now, what the draft would touch; the counts stay beside it for whoever
// approves.
export const simulateChange = (ctx: Ctx, id: string) =>
  act(ctx, 'change.simulate', async (tx) => {
    const row = await holdChange(tx, id);
    if (!row) throw new Problem('change.unknown');
    must(stepChange(row.state, 'approve'));
    const draft = draftIn(row);
    const on = { from: row.validFrom, today: dayOf(ctx.clock.now()) };
    const { affected, abouts } = await affectedBy(tx, draft, { ...on, law: await lawUnder(tx, draft, on) });
    const counts = new Map((await countAffected(tx, affected)).map(({ about, count }) => [about, count]));
    const simulation = {
      at: ctx.clock.now().toISOString(),
      byName: ctx.actor.name,
      subjectCount: await countAffectedSubjects(tx, affected),
      effects: abouts.map((about) => ({ about, count: counts.get(about) ?? 0 })),
    };
    await keepSimulation(tx, id, simulation);
    return {
      value: changeOut(await knownChange(tx, id)),
      audit: { change: id, kind: row.kind, subjects: simulation.subjectCount },
      events: [],
    };
  });
