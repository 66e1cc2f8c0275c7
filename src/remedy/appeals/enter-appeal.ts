import { answersFor } from '../../access/agencies/answers-for.step.ts';
import { reachesAll } from '../../access/reach.rules.ts';
import { day, dayOf } from '../../kernel/day.ts';
import { Problem } from '../../kernel/problems.ts';
import { act, must } from '../../platform/door/act.ts';
import type { Db } from '../../platform/door/db.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { sayAnew } from '../../registry/listings/move-listings.step.ts';
import { mayDecide } from '../cases/case-authority.rules.ts';
import { type CaseTarget, findCaseTarget } from '../cases/case-target.step.ts';
import { writeStep } from '../cases/step-case.step.ts';
import type { AppealIn } from './appeal.schema.ts';
import { type AppealRow, findAppeal, flagAppealed, insertAppeal } from './appeal.store.ts';
import { type AppealLine, appealOut } from './appeal-out.ts';

type At = { ctx: Ctx; tx: Db };

// The decision is under reconsideration or before a court. It stands meanwhile, unless its execution is
// stayed by a document.
// Errors: case.target-unknown, case.not-authority, appeal.not-appealable, appeal.open, appeal.stay-document.
// Basis: 行政复议法（2023）第四十二条；行政诉讼法第五十六条
export const enterAppeal = async (ctx: Ctx, input: AppealIn): Promise<AppealLine> =>
  act(ctx, 'appeal.enter', async (tx) => {
    const now = ctx.clock.now();
    const today = dayOf(now);
    const target = await findCaseTarget(tx, input.target);
    await permitEntry({ ctx, tx }, target, input.documentNo);
    const { record, listing } = target;
    assureAppealable(target, day(input.startedOn), today);
    if (input.stayed === true && !input.stayDocumentNo) throw new Problem('appeal.stay-document');
    const state = input.stayed ? 'stayed' : 'pending';
    const { kind, authority, caseNo, startedOn, documentNo = null } = input;
    const id = await insertAppeal(tx, {
      recordId: record.id,
      originId: record.originId ?? record.subjectId,
      listingId: listing?.id ?? null,
      agencyId: ctx.actor.agency?.id ?? 0,
      kind,
      authority,
      caseNo,
      entryDocumentNo: documentNo,
      startedOn: day(startedOn),
      seenVersion: record.version,
      state,
      stayedOn: input.stayed ? today : null,
      stayDocumentNo: input.stayed ? (input.stayDocumentNo ?? null) : null,
    });
    if (id === undefined) throw new Problem('appeal.open');
    await flagAppealed(tx, record.id, state, now.toISOString());
    const entered = { id, step: 'enter', from: null, to: state };
    const paper = input.stayed ? input.stayDocumentNo : input.documentNo;
    await writeStep({ ctx, tx }, 'appeal', { ...entered, documentNo: paper });
    const appeal = (await findAppeal(tx, id)) as AppealRow;
    const audit = { subjectId: appeal.subjectId, appeal: id, kind, caseNo, state, documentNo };
    return { value: appealOut(appeal), audit, events: await sayAnew({ ctx, tx }, [listing]) };
  });

// Another agency's record is answered like one that is not there.
const permitEntry = async ({ ctx, tx }: At, { record }: CaseTarget, documentNo: string | undefined) => {
  const isAuthority = await answersFor({ ctx, tx }, record.agencyId);
  const enters = reachesAll(ctx.actor, 'appeal.enter');
  if (!isAuthority && !enters) throw new Problem('case.target-unknown');
  must(mayDecide({ isAuthority, isRegistrar: enters }, documentNo));
};

const assureAppealable = ({ record }: CaseTarget, startedOn: string, today: string) => {
  if (record.state !== 'live' && record.state !== 'unpublished') throw new Problem('appeal.not-appealable');
  if (startedOn <= today && startedOn >= record.decidedOn) return;
  const message = '受理或立案之日应在作出决定之日以后、今天以前（含当日）。';
  throw new Problem('request.invalid', {
    errors: [{ pointer: '/startedOn', code: 'day.out-of-range', message }],
  });
};
