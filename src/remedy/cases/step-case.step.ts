import { Problem } from '../../kernel/problems.ts';
import type { Ruling } from '../../kernel/ruling.ts';
import type { About } from '../../platform/door/act.ts';
import type { Db } from '../../platform/door/db.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import type { NewEvent } from '../../platform/door/outbox.ts';
import type { Permission } from '../../platform/door/permissions.ts';
import { holdMerges } from '../../registry/subjects/subject.store.ts';
import { addCaseSteps, type CaseKind, holdCase, listCaseSteps } from './case.store.ts';
import type { CaseBase } from './case-rows.ts';
import { sideOf } from './case-side.step.ts';
import { changedBy } from './case-step.rules.ts';
import { type CaseTarget, decideAbout, findCaseTarget } from './case-target.step.ts';

type At = { ctx: Ctx; tx: Db };
export type CaseOrder<Step extends string = string> = {
  id: number;
  step: Step;
  reason?: string | undefined;
  documentNo?: string | undefined;
};
export type MovedCase<R extends CaseBase> = { found: R; target: CaseTarget; state: R['state'] };

// A repair, dispute or appeal says whose step it is and where it leads; work() saves the case and takes
// effect.
type CaseMove<R extends CaseBase> = {
  kind: CaseKind;
  action: Permission;
  find: (tx: Db, id: number) => Promise<R | undefined>;
  isApplicants: boolean;
  move: (found: R) => Ruling<R['state']>;
  stateWords: Readonly<Record<R['state'], { word: string }>>;
  work: (moved: MovedCase<R>) => Promise<NewEvent[]>;
};

// The case is locked meanwhile: the second of two clerks learns what the first has done.
export const stepCase = async <R extends CaseBase>(
  { ctx, tx }: At,
  order: CaseOrder,
  way: CaseMove<R>,
): Promise<{ after: R; audit: About; events: NewEvent[] }> => {
  const { kind, find } = way;
  await holdMerges(tx);
  await holdCase(tx, kind, order.id);
  const found = await find(tx, order.id);
  if (!found) throw new Problem(`${kind}.unknown`);
  const target = await findCaseTarget(tx, { record: found.recordId });
  await permitStep({ ctx, tx }, way, { found, target, order });
  const ruling = way.move(found);
  const state = ruling.ok ? ruling.value : await refuseStep(tx, way, { found, ruling });
  const events = await way.work({ found, target, state });
  await writeStep({ ctx, tx }, kind, { ...order, from: found.state, to: state });
  const after = (await find(tx, order.id)) as R;
  const about = { subjectId: found.subjectId, [kind]: order.id, step: order.step, state };
  return { after, audit: { ...about, documentNo: order.documentNo ?? null }, events };
};

type Ordered = { found: CaseBase; target: CaseTarget; order: CaseOrder };

const permitStep = async (
  at: At,
  { kind, action, isApplicants }: Pick<CaseMove<CaseBase>, 'kind' | 'action' | 'isApplicants'>,
  { found, target, order }: Ordered,
) => {
  const { isOurs, isRegistrar, isStranger } = await sideOf(at, found, action);
  if (isStranger) throw new Problem(`${kind}.unknown`);
  if (!isApplicants) return decideAbout(at, target, { ...order, action });
  if (order.step === 'withdraw' && !isRegistrar && !isOurs) throw new Problem('case.not-applicant');
};

const refuseStep = async <R extends CaseBase>(
  tx: Db,
  { kind, stateWords }: CaseMove<R>,
  { found, ruling }: { found: R; ruling: Extract<Ruling<never>, { ok: false }> },
): Promise<never> => {
  const last = (await listCaseSteps(tx, kind, found.id)).at(-1);
  const changed = changedBy(last, stateWords[found.state as R['state']].word);
  throw new Problem(ruling.code, { ...changed, detail: `${ruling.detail ?? ''}${changed.detail}` });
};

export const writeStep = (
  { ctx, tx }: At,
  kind: CaseKind,
  { id, step, from, to, ...given }: CaseOrder & { from: string | null; to: string },
) => {
  const { reason = null, documentNo = null } = given;
  const who = { agency: ctx.actor.agency?.name ?? '', by: ctx.actor.name, actor: ctx.actor.by };
  const at = ctx.clock.now().toISOString();
  return addCaseSteps(tx, kind, [{ caseId: id, step, from, to, reason, documentNo, ...who, at }]);
};
