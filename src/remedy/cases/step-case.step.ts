import { dayOf } from '../../kernel/day.ts';
import { Problem } from '../../kernel/problems.ts';
import type { Ruling } from '../../kernel/ruling.ts';
import type { Outcome } from '../../platform/door/act.ts';
import type { Db } from '../../platform/door/db.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import type { NewEvent } from '../../platform/door/outbox.ts';
import { holdMerges } from '../../registry/subjects/subject.store.ts';
import { addCaseSteps, type CaseKind, holdCase, listCaseSteps } from './case.store.ts';
import { type CaseNoun, standingIn } from './case-noun.ts';
import type { CaseRow } from './case-rows.ts';
import { changedBy } from './case-step.rules.ts';
import { type CaseTarget, decideAbout, findCaseTarget } from './case-target.step.ts';

type At = { ctx: Ctx; tx: Db };
export type CaseOrder<Step extends string = string> = {
  id: number;
  step: Step;
  reason?: string | undefined;
  documentNo?: string | undefined;
};
export type Moved<R extends CaseRow> = { found: R; target: CaseTarget; state: R['state'] };

// How a noun takes one of its steps: whose step it is, where it leads, and the work, which saves the case and takes effect.
type Way<R extends CaseRow> = {
  isApplicants: boolean;
  move: (found: R) => Ruling<R['state']>;
  work: (moved: Moved<R>) => Promise<NewEvent[]>;
};

// One step of a case, held meanwhile: whoever comes second is told what the first has done.
export const stepCase = async <R extends CaseRow, Line>(
  { ctx, tx }: At,
  noun: CaseNoun<R, Line>,
  order: CaseOrder,
  { isApplicants, move, work }: Way<R>,
): Promise<Outcome<Line>> => {
  const { kind, find, out } = noun;
  await holdMerges(tx);
  await holdCase(tx, kind, order.id);
  const found = await find(tx, order.id);
  if (!found) throw new Problem(`${kind}.unknown`);
  const target = await findCaseTarget(tx, { record: found.recordId });
  await permitStep({ ctx, tx }, { found, target, kind, order, isApplicants });
  const ruling = move(found);
  const state = ruling.ok ? ruling.value : await refuseStep(tx, noun, { found, ruling });
  const events = await work({ found, target, state });
  await writeStep({ ctx, tx }, kind, { ...order, from: found.state, to: state });
  const after = (await find(tx, order.id)) as R;
  const about = { subjectId: found.subjectId, [kind]: order.id, step: order.step, state };
  const audit = { ...about, documentNo: order.documentNo ?? null };
  return { value: out(after, dayOf(ctx.clock.now())), audit, events };
};

type Asked = { found: CaseRow; target: CaseTarget; kind: CaseKind; order: CaseOrder; isApplicants: boolean };

const permitStep = async (at: At, { found, target, kind, order, isApplicants }: Asked) => {
  const { isOurs, isRegistrar, isStranger } = await standingIn(at, found);
  if (isStranger) throw new Problem(`${kind}.unknown`);
  if (!isApplicants) return decideAbout(at, target, order.documentNo);
  if (order.step === 'withdraw' && !isRegistrar && !isOurs) throw new Problem('case.not-applicant');
};

const refuseStep = async <R extends CaseRow, Line>(
  tx: Db,
  { kind, stateWords }: CaseNoun<R, Line>,
  { found, ruling }: { found: R; ruling: Extract<Ruling<never>, { ok: false }> },
): Promise<never> => {
  const last = (await listCaseSteps(tx, kind, found.id)).at(-1);
  const changed = changedBy(last, stateWords[found.state as R['state']].word);
  throw new Problem(ruling.code, { ...changed, detail: `${ruling.detail ?? ''}${changed.detail}` });
};

export const writeStep = (
  { ctx, tx }: At,
  kind: CaseKind,
  { id, step, from, to, ...said }: CaseOrder & { from: string | null; to: string },
) => {
  const { reason = null, documentNo = null } = said;
  const who = { agency: ctx.actor.agency?.name ?? '', by: ctx.actor.name, actor: ctx.actor.by };
  const at = ctx.clock.now().toISOString();
  return addCaseSteps(tx, kind, [{ caseId: id, step, from, to, reason, documentNo, ...who, at }]);
};
