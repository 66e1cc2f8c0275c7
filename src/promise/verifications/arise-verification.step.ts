import { dayOf } from '../../kernel/day.ts';
import { calendarIn } from '../../law/calendar/calendar.store.ts';
import { findMatter } from '../../law/matters/matter.store.ts';
import { settingsOn } from '../../law/rulebook/rulebook.store.ts';
import type { Db } from '../../platform/door/db.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { statementOver } from '../../platform/door/statement-over.ts';
import { dueAfter, noDue } from '../../remedy/cases/case-due.rules.ts';
import { findCheck } from '../../window/checks/check.store.ts';
import { decideAgain } from '../../window/checks/check-group.ts';
import { type Credit, classOf, firstState, riskOf, verificationNo } from './verification.rules.ts';
import { insertVerification, nextVerification } from './verification.store.ts';

type At = { ctx: Ctx; tx: Db };
type Handled = { no: string; agencyId: number; matter: string; checkNo: string };

/** With the handling of a promise comes the duty to verify it, in the same transaction. */
export const ariseVerification = async ({ ctx, tx }: At, promise: Handled): Promise<void> => {
  const now = ctx.clock.now();
  const today = dayOf(now);
  const risk = riskOf((await findMatter(tx, promise.matter))?.riskClass ?? null);
  const as = classOf(risk, await creditOf({ ctx, tx }, promise.checkNo));
  const due =
    as === 'key'
      ? dueAfter(await calendarIn(tx), today, (await settingsOn(tx, today))('verification.due.key'))
      : noDue;
  await insertVerification(tx, {
    no: verificationNo(today, await nextVerification(tx)),
    commitmentNo: promise.no,
    agencyId: promise.agencyId,
    class: as,
    risk,
    state: firstState(as),
    ...due,
    arisenAt: now.toISOString(),
    movedAt: now.toISOString(),
    movedBy: ctx.actor.by,
  });
};

// As a check would see the promisor at this moment; where it cannot, doubt leads to the stricter class.
const creditOf = async ({ ctx, tx }: At, checkNo: string): Promise<Credit> => {
  const check = await findCheck(tx, checkNo);
  if (!check) return { isDoubtful: true, isHonoured: false };
  const { outcome, facts } = await decideAgain(statementOver(tx), ctx, check);
  const isDoubtful = outcome !== 'eligible' || facts.listings.length + facts.records.length > 0;
  return { isDoubtful, isHonoured: (facts.honours ?? []).length > 0 };
};
