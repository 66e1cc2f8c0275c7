import type { Context } from 'hono';
import type { Child } from 'hono/jsx';
import { reachesAll } from '../../access/reach.rules.ts';
import { isKeyOf } from '../../kernel/own-keys.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import type { Permission } from '../../platform/door/permissions.ts';
import type { Refusal } from '../../platform/web/form.view.tsx';
import type { Env } from '../../platform/web/http.ts';
import { fitted, parsed } from '../../platform/web/page-form.ts';
import { draw } from '../../platform/web/pages.ts';
import { CaseId, NoStep, type StepIn } from './case.schema.ts';

// The pages of repairs and disputes share these functions.
export const LISTED = 50;
export const ID = '{[0-9a-f-]+}';
export const caseIdOf = (c: Context<Env>): number => fitted(CaseId, { id: c.req.param('id') }).id;

// A refused form is drawn again, with its faults.
export const drawForm = (
  c: Context<Env>,
  { title, body, refusal }: { title: string; body: Child; refusal: Refusal },
) => {
  const hasErrors = refusal.faults.length > 0;
  return draw(c, { title, body, hasErrors }, hasErrors ? 422 : 200);
};

// The applicant's steps belong to the agency that brought the case in, all others to the authority. The
// registrar enters both.
export const takesStep = (
  { actor }: Ctx,
  action: Permission,
  shown: { isOurs: boolean; isAuthority: boolean },
  isApplicants: boolean,
): boolean =>
  actor.may.has(action) && (reachesAll(actor, action) || (isApplicants ? shown.isOurs : shown.isAuthority));

// The form holds the fields of every step; the step chosen takes its own, the others are left.
export const orderOf = <Step extends string, Given extends object>(
  ctx: Ctx,
  stepsIn: Readonly<Record<Step, StepIn<Given>>>,
  { id, step, ...input }: Record<string, unknown> & { id: number },
): { id: number; step: Step } & Given => {
  if (typeof step !== 'string' || !isKeyOf(stepsIn, step)) return fitted(NoStep, { step });
  const { body } = stepsIn[step];
  const fields = Object.entries(input).filter(([name]) => isKeyOf(body.shape, name));
  return { id, step, ...parsed(ctx, body, Object.fromEntries(fields)) };
};
