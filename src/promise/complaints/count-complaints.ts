import type { Day } from '../../kernel/day.ts';
import { addMonths, day, dayOf } from '../../kernel/day.ts';
import { look } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { complaintEvents } from './complaint.rules.ts';
import type { ComplaintMonths } from './complaint.schema.ts';
import { countSteps, type MonthCount } from './complaint.store.ts';

const MONTHS = 11;

// Each figure counts steps that were written, so that a month adds up with the trail.
export const countComplaints = (
  ctx: Ctx,
  period: { from?: Day | undefined; to?: Day | undefined },
): Promise<ComplaintMonths> =>
  look(ctx, 'complaint.count', async (tx) => {
    const to = period.to ?? dayOf(ctx.clock.now());
    const from = period.from ?? day(`${addMonths(to, 0 - MONTHS).slice(0, 7)}-01`);
    const byMonth = Map.groupBy(await countSteps(tx, { from, to }), ({ month }) => month);
    const months = [...byMonth].map(([month, found]) => monthOf(month, found));
    return { value: { from, to, months }, audit: { from, to } };
  });

const monthOf = (month: string, found: readonly MonthCount[]): ComplaintMonths['months'][number] => {
  const of = (step: MonthCount['step']) => found.find((one) => one.step === step)?.count ?? 0;
  const counts = Object.fromEntries(complaintEvents.map((event) => [event, of(event)]));
  return {
    month,
    counts: { ...(counts as Record<(typeof complaintEvents)[number], number>), file: of('file') },
    late: found.reduce((total, { late }) => total + late, 0),
  };
};
