import { reaches, reachesAll } from '../../access/reach.rules.ts';
import { dayOf } from '../../kernel/day.ts';
import { Problem } from '../../kernel/problems.ts';
import type { Db } from '../../platform/door/db.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import type { Permission } from '../../platform/door/permissions.ts';
import { complaintPurpose, complaintStepPurpose, isHiddenFromUnit, isToldUnit } from './complaint.rules.ts';
import type { ComplaintIn, ComplaintShown } from './complaint.schema.ts';
import {
  type ComplaintRow,
  type ComplaintStepRow,
  findComplaint,
  stepsOfComplaint,
} from './complaint.store.ts';
import { complaintLine } from './complaint-out.rules.ts';

type At = { ctx: Ctx; tx: Db };

// A complaint of which a unit was not asked is answered like one that is not there.
export const ownComplaint = async (
  { ctx, tx }: At,
  action: Permission,
  no: string,
): Promise<ComplaintRow> => {
  const row = await findComplaint(tx, no);
  const isSeen =
    row &&
    (reachesAll(ctx.actor, action) ||
      (row.agencyId !== null && reaches(ctx.actor, action, row.agencyId) && !isHiddenFromUnit(row.state)));
  if (!row || !isSeen) throw new Problem('complaint.unknown');
  return row;
};

// The registrar reads all; the unit that was asked reads what it was told.
const mayReadNote = ({ actor }: Ctx, row: ComplaintRow, step: string): boolean =>
  actor.may.has('complaint.read') || (row.agencyId === actor.agency?.id && isToldUnit(step));

const shownStep = async (ctx: Ctx, row: ComplaintRow, step: ComplaintStepRow) => {
  const isOpen = step.sealedNote !== null && mayReadNote(ctx, row, step.step);
  return {
    place: step.place,
    step: step.step,
    to: step.toState,
    note:
      isOpen && step.sealedNote
        ? await ctx.vault.openText(step.sealedNote, complaintStepPurpose(row.no, step.place))
        : null,
    addressee: step.addressee,
    due: step.dueOn,
    late: step.isLate,
    agency: step.agency,
    by: step.byName,
    at: step.at,
  };
};

export const shownComplaint = async ({ ctx, tx }: At, row: ComplaintRow): Promise<ComplaintShown> => {
  const steps = await stepsOfComplaint(tx, row.no);
  const said = ctx.actor.may.has('complaint.read')
    ? (JSON.parse(await ctx.vault.openText(row.sealed, complaintPurpose(row.no))) as Omit<
        ComplaintIn,
        'kind'
      >)
    : null;
  return {
    ...complaintLine(row, dayOf(ctx.clock.now())),
    said: said && {
      subject: said.subject,
      text: said.text,
      unit: said.unit ?? null,
      contact: said.contact ?? null,
    },
    steps: await Promise.all(steps.map((step) => shownStep(ctx, row, step))),
  };
};
