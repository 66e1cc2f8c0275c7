import { dayOf } from '../../kernel/day.ts';
import { calendarIn } from '../../law/calendar/calendar.store.ts';
import { settingsOn } from '../../law/rulebook/rulebook.store.ts';
import type { Db } from '../../platform/door/db.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { sha256Hex } from '../../platform/keys/hash.ts';
import { dueAfter } from '../../remedy/cases/case-due.rules.ts';
import {
  CODE_BYTES,
  type ComplaintWay,
  complaintPurpose,
  newComplaintCode,
  newComplaintNo,
  typedComplaintCode,
} from './complaint.rules.ts';
import type { ComplaintIn, FiledComplaint } from './complaint.schema.ts';
import { insertComplaint, insertComplaintStep } from './complaint.store.ts';
import { complaintWayWords } from './complaint-words.rules.ts';

const NO_BYTES = 8;

// The words are sealed whole; the code is told once, and its digest kept.
export const keepComplaint = async (
  { ctx, tx }: { ctx: Ctx; tx: Db },
  { kind, ...said }: ComplaintIn,
  way: ComplaintWay,
): Promise<FiledComplaint> => {
  const now = ctx.clock.now();
  const today = dayOf(now);
  const setting = await settingsOn(tx, today);
  const no = newComplaintNo(today, ctx.randomBytes(NO_BYTES));
  const code = newComplaintCode(ctx.randomBytes(CODE_BYTES));
  const receivedAt = now.toISOString();
  await insertComplaint(tx, {
    no,
    codeHash: sha256Hex(typedComplaintCode(code)),
    way,
    kind,
    sealed: await ctx.vault.seal(JSON.stringify(said), complaintPurpose(no)),
    state: 'received',
    agencyId: null,
    handedTo: null,
    receivedAt,
    receivedBy: ctx.actor.by,
    ...dueAfter(await calendarIn(tx), today, setting('complaint.handle')),
    movedAt: receivedAt,
    movedBy: ctx.actor.by,
  });
  await insertComplaintStep(tx, {
    complaintNo: no,
    place: 1,
    step: 'file',
    toState: 'received',
    sealedNote: null,
    addressee: null,
    dueOn: null,
    isLate: false,
    agency: ctx.actor.agency?.name ?? null,
    byName: ctx.actor.agency ? ctx.actor.name : complaintWayWords[way],
    at: receivedAt,
    actor: ctx.actor.by,
  });
  return { no, code, receivedAt };
};
