import { findAgency } from '../../access/agencies/agency.store.ts';
import { type Day, dayOf } from '../../kernel/day.ts';
import { Problem } from '../../kernel/problems.ts';
import { calendarIn } from '../../law/calendar/calendar.store.ts';
import { settingsOn } from '../../law/rulebook/rulebook.store.ts';
import { act } from '../../platform/door/act.ts';
import type { Db } from '../../platform/door/db.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { dueAfter, isOverdue, noDue } from '../../remedy/cases/case-due.rules.ts';
import {
  type ComplaintEvent,
  type ComplaintState,
  complaintStepPurpose,
  isFittingMendDay,
  moveComplaint,
  termOf,
} from './complaint.rules.ts';
import type { ComplaintShown } from './complaint.schema.ts';
import {
  type ComplaintRow,
  findComplaint,
  holdComplaint,
  insertComplaintStep,
  moveComplaintTo,
  nextComplaintPlace,
} from './complaint.store.ts';
import { complaintStateWords, DISCIPLINE } from './complaint-words.rules.ts';
import { ownComplaint, shownComplaint } from './own-complaint.step.ts';

type At = { ctx: Ctx; tx: Db };
export type ComplaintStepping = {
  no: string;
  event: ComplaintEvent;
  note: string;
  to?: string | undefined;
  agency?: string | undefined;
  by?: Day | undefined;
};

// One step of a complaint; who comes second is told what the first has made of it.
// Errors: complaint.unknown, complaint.wrong-stage, complaint.date, agency.unknown.
export const stepComplaint = (ctx: Ctx, asked: ComplaintStepping): Promise<ComplaintShown> =>
  act(ctx, `complaint.${asked.event}`, async (tx) => {
    const at = { ctx, tx };
    const { no, event } = asked;
    await holdComplaint(tx, no);
    const row = await ownComplaint(at, `complaint.${event}`, no);
    const state = movedState(row, event);
    const unit = await unitOf(tx, row, asked.agency);
    const due = await dueOf(at, state, asked.by);
    const outside = handedTo(asked);
    await writeComplaintStep(at, {
      row,
      state,
      asked,
      addressee: event === 'ask' || event === 'order' ? unit.name : (outside ?? null),
      dueOn: event === 'ask' || event === 'order' ? due.dueOn : null,
    });
    await moveComplaintTo(tx, no, {
      state,
      agencyId: unit.id,
      handedTo: outside ?? row.handedTo,
      ...due,
      movedAt: ctx.clock.now().toISOString(),
      movedBy: ctx.actor.by,
    });
    const moved = await findComplaint(tx, no);
    if (!moved) throw new Problem('complaint.unknown');
    return { value: await shownComplaint(at, moved), audit: { no, agency: unit.id }, events: [] };
  });

const movedState = ({ state }: ComplaintRow, event: ComplaintEvent): ComplaintState => {
  const moved = moveComplaint(state, event);
  if (moved.ok) return moved.value;
  const { word } = complaintStateWords[state];
  throw new Problem(moved.code, {
    detail: `该投诉现为“${word}”，不能再办理此步；可能已有人先办理，请刷新后查看。`,
  });
};

type Unit = { id: number | null; name: string | null };
const unitOf = async (tx: Db, row: ComplaintRow, code: string | undefined): Promise<Unit> => {
  if (code === undefined) return { id: row.agencyId, name: row.agencyName };
  const unit = await findAgency(tx, code);
  if (!unit) throw new Problem('agency.unknown');
  return unit;
};

const handedTo = ({ event, to }: ComplaintStepping): string | undefined =>
  event === 'transfer' ? (to ?? DISCIPLINE) : to;

const dueOf = async ({ ctx, tx }: At, state: ComplaintState, by: Day | undefined) => {
  const today = dayOf(ctx.clock.now());
  const term = termOf(state, by);
  if (term === null) return noDue;
  if ('setting' in term) {
    const setting = await settingsOn(tx, today);
    return dueAfter(await calendarIn(tx), today, setting(term.setting));
  }
  if (!isFittingMendDay(term.by, today)) throw new Problem('complaint.date');
  return { ...noDue, dueFrom: today, dueOn: term.by };
};

type Written = {
  row: ComplaintRow;
  state: ComplaintState;
  asked: ComplaintStepping;
  addressee: string | null;
  dueOn: Day | null;
};
const writeComplaintStep = async ({ ctx, tx }: At, { row, state, asked, addressee, dueOn }: Written) => {
  const now = ctx.clock.now();
  const place = await nextComplaintPlace(tx, row.no);
  await insertComplaintStep(tx, {
    complaintNo: row.no,
    place,
    step: asked.event,
    toState: state,
    sealedNote: await ctx.vault.seal(asked.note, complaintStepPurpose(row.no, place)),
    addressee,
    dueOn,
    isLate: isOverdue(row.dueOn, dayOf(now)),
    agency: ctx.actor.agency?.name ?? null,
    byName: ctx.actor.name,
    at: now.toISOString(),
    actor: ctx.actor.by,
  });
};
