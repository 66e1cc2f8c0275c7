import { day, dayOf } from '../../kernel/day.ts';
import { addWorkingDays, workingDaysBetween } from '../../kernel/working-days.ts';
import { calendarIn } from '../../law/calendar/calendar.store.ts';
import { settingsOn } from '../../law/rulebook/rulebook.store.ts';
import { act, must } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { heldVerification, moveHeld } from './own-verification.step.ts';
import { shownAgain } from './shown-verification.step.ts';
import { checkRectification } from './verification.rules.ts';
import type { RectifyIn, VerificationShown } from './verification.schema.ts';

// From now on the term of the rectification is what the officer waits for.
// Errors: verification.unknown, verification.wrong-stage, verification.day.
export const orderRectification = (
  ctx: Ctx,
  { no, by, demand }: RectifyIn & { no: string },
): Promise<VerificationShown> =>
  act(ctx, 'verification.rectify', async (tx) => {
    const at = { ctx, tx };
    const moving = { no, event: 'rectify' } as const;
    const row = await heldVerification(at, 'verification.rectify', moving);
    const today = dayOf(ctx.clock.now());
    const most = (await settingsOn(tx, today))('verification.rectify.max');
    const calendar = await calendarIn(tx);
    const last = addWorkingDays(calendar, today, most).day;
    const rectifyBy = must(checkRectification({ today, by: day(by), last }));
    const { count, provisional } = workingDaysBetween(calendar, today, rectifyBy);
    const due = { dueFrom: today, dueCount: count, dueOn: rectifyBy, isDueProvisional: provisional };
    await moveHeld(at, row, {
      ...moving,
      act: { note: `限 ${by} 前：${demand}` },
      sets: { rectifyBy, ...due },
    });
    return { value: await shownAgain(at, no), audit: { no, commitment: row.commitmentNo, by }, events: [] };
  });
