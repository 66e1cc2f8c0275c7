import { addMonths, type Day, day, dayOf } from '../../kernel/day.ts';
import { Problem } from '../../kernel/problems.ts';
import { readCalendar } from '../../law/calendar/calendar.store.ts';
import { findCatalog } from '../../law/catalogs/catalog-list.ts';
import { settingValuesOn } from '../../law/rulebook/rulebook.store.ts';
import { act, must } from '../../platform/door/act.ts';
import type { Db } from '../../platform/door/db.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { claimOf } from '../../registry/listings/removal-claim.rules.ts';
import { stepRecord } from '../../registry/records/record.rules.ts';
import { dueAfter } from '../cases/case-due.rules.ts';
import { type CaseTarget, findCaseTarget, settleApplicant } from '../cases/case-target.step.ts';
import { writeStep } from '../cases/step-case.step.ts';
import type { RepairIn } from './repair.schema.ts';
import { findRepair, insertRepair, lastRestoredOn, type RepairRow } from './repair.store.ts';
import { type Asked, isUnderGrounds, repairGround } from './repair-ground.rules.ts';
import { checklistOf, receive } from './repair-materials.rules.ts';
import { type RepairLine, repairOut } from './repair-out.ts';
import {
  firstRepairDay,
  isRuleNo,
  type Repairable,
  repairClass,
  repairRules,
  type Settings,
} from './repair-periods.rules.ts';

// A window applies for the subject, or the authority of its own accord. The authority sees the case on its
// board at once.
// Errors: case.target-unknown, case.subject-required, repair.not-repairable, repair.too-early, repair.barred,
// repair.open.
export const applyForRepair = async (ctx: Ctx, input: RepairIn): Promise<RepairLine> => {
  const today = dayOf(ctx.clock.now());
  const calendar = await readCalendar(ctx.statement);
  return act(ctx, 'repair.apply', async (tx) => {
    const target = await findCaseTarget(tx, input.target);
    const applicant = await settleApplicant({ ctx, tx }, target, input.subject);
    const settings = await settingValuesOn(tx, today);
    const terms = await judge(tx, target, { today, settings, asked: input });
    const materials = receive(checklistOf(target.record.catalog), input.received);
    const id = await insertRepair(tx, {
      recordId: target.record.id,
      originId: target.record.originId ?? target.record.subjectId,
      listingId: target.listing?.id ?? null,
      agencyId: ctx.actor.agency?.id ?? 0,
      applicant,
      ...terms,
      appliedOn: today,
      reason: input.reason,
      materials,
      ...dueAfter(calendar, today, numberOf(settings, 'repair.accept')),
    });
    if (id === undefined) throw new Problem('repair.open');
    const first = { id, step: 'apply', from: null, to: 'submitted', reason: input.reason };
    await writeStep({ ctx, tx }, 'repair', first);
    const repair = (await findRepair(tx, id)) as RepairRow;
    const { purpose, caseNo = null } = input;
    const audit = { subjectId: repair.subjectId, repair: id, applicant, purpose, caseNo };
    return { value: repairOut(repair, today), audit, events: [] };
  });
};

const numberOf = (settings: Settings, key: string): number => {
  const value = settings.get(key);
  if (value === undefined) throw new Error(`no setting ${key} in force`);
  return value;
};

// Finds the rule and the class, and refuses an application before its day.
const judge = async (tx: Db, target: CaseTarget, on: { today: Day; settings: Settings; asked: Asked }) => {
  const { record, listing } = target;
  if (findCatalog(record.catalog)?.nature !== 'negative') throw new Problem('repair.not-repairable');
  if (!stepRecord(record.state, 'repair').ok || (listing && listing.state !== 'listed'))
    throw new Problem('repair.not-repairable', { detail: '该信息已不再公示和共享，无需申请修复。' });
  const rule = numberOf(on.settings, 'repair.rule');
  if (!isRuleNo(rule)) throw new Error(`unknown repair rule ${rule}`);
  const about = repairableOf(target);
  const { possibleFrom, removalGround } = isUnderGrounds(record.catalog, listing !== null)
    ? must(repairGround(claimOfTarget(target, on.asked), on.asked, lawOf(on)))
    : { possibleFrom: firstRepairDay(rule, about, on.settings), removalGround: null };
  if (on.today < possibleFrom)
    throw tooSoon(
      'repair.too-early',
      `最短公示期未满，最早可于 ${possibleFrom} 申请（${repairRules[rule].name}）。`,
    );
  const restored = await lastRestoredOn(tx, record.id);
  const barredUntil = restored && addMonths(day(restored), numberOf(on.settings, 'repair.reapply-bar'));
  if (barredUntil && on.today < barredUntil)
    throw tooSoon('repair.barred', `曾以虚假材料申请修复，${barredUntil} 前不得再次申请。`);
  const correctedOn = removalGround && on.asked.correctedOn ? day(on.asked.correctedOn) : null;
  return { rule, class: repairClass(about), possibleFrom, removalGround, correctedOn };
};

const lawOf = ({ today, settings }: { today: Day; settings: Settings }) => ({
  today,
  setting: (key: string) => numberOf(settings, key),
});

const claimOfTarget = ({ record, listing }: CaseTarget, { correctedOn }: Asked) => ({
  ...claimOf(
    listing ?? { list: record.catalog, listedOn: day(record.decidedOn), dueOn: null, measuresUntil: null },
  ),
  correctedOn: correctedOn ? day(correctedOn) : null,
});

const tooSoon = (code: 'repair.too-early' | 'repair.barred', detail: string) => new Problem(code, { detail });

const repairableOf = ({ record, listing }: CaseTarget): Repairable => ({
  catalog: record.catalog,
  class: classes.find((known) => known === record.class) ?? null,
  decidedOn: record.decidedOn,
  fields: record.fields,
  isListed: listing !== null,
});
const classes = ['minor', 'ordinary', 'severe'] as const;
