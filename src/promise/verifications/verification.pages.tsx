import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { Problem } from '../../kernel/problems.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import type { Permission } from '../../platform/door/permissions.ts';
import { type Refusal, untouched } from '../../platform/web/form.view.tsx';
import type { Env } from '../../platform/web/http.ts';
import { fitted, formOf, parsed, tried } from '../../platform/web/page-form.ts';
import { asks, draw, pages } from '../../platform/web/pages.ts';
import { decideVerification } from './decide-verification.ts';
import { listVerifications } from './list-verifications.ts';
import { objectToVerification } from './object-to-verification.ts';
import { orderRectification } from './order-rectification.ts';
import { recordFinding } from './record-finding.ts';
import { rejectObjection } from './reject-objection.ts';
import { reopenVerification } from './reopen-verification.ts';
import { showVerification } from './show-verification.ts';
import { startVerification } from './start-verification.ts';
import { undoVerification } from './undo-verification.ts';
import { moveVerification, type VerificationEvent, verificationEvents } from './verification.rules.ts';
import {
  DecisionIn,
  FindingIn,
  ObjectionAnswerIn,
  ObjectionIn,
  RectifyIn,
  ReopenIn,
  VerificationQuery,
} from './verification.schema.ts';
import { VerificationListView, VerificationView } from './verification.view.tsx';
import { answerNames } from './verification-form.view.tsx';
import { ResultNoticeView, WorkRecordView } from './verification-print.view.tsx';

const LISTED = 50;
const words = {
  labels: {
    method: '核查方式',
    isTrue: '结论',
    note: '核查情况',
    assistanceNo: '协查编号',
    site: '现场地点',
    visitedAt: '现场时间',
    by: '整改期限',
    demand: '整改要求',
    outcome: '决定',
    documentNo: '文号',
    decidedOn: '决定日期',
    breach: '认定的事实',
    reason: '理由',
    answer: '办理',
  },
  fields: {},
} as const;

const permissionOf: Readonly<Partial<Record<VerificationEvent, Permission>>> = {
  start: 'verification.start',
  'find-true': 'verification.find',
  'find-not-true': 'verification.find',
  reopen: 'verification.reopen',
  rectify: 'verification.rectify',
  fulfil: 'verification.decide',
  terminate: 'verification.decide',
  revoke: 'verification.decide',
  object: 'verification.object',
  reject: 'verification.reject',
  uphold: 'verification.uphold',
  withdraw: 'verification.withdraw',
};

const drawOne = async (c: Context<Env>, refusal: Refusal = untouched) => {
  const { actor, ...ctx } = c.get('ctx');
  const verification = await showVerification({ ...ctx, actor }, c.req.param('no') ?? '');
  const isOwn = verification.agency === actor.agency?.name;
  const open = verificationEvents.filter((event) => {
    const permission = permissionOf[event];
    return isOwn && permission && actor.may.has(permission) && moveVerification(verification.state, event).ok;
  });
  const body = <VerificationView verification={verification} may={new Set(open)} refusal={refusal} />;
  const hasErrors = refusal.faults.length > 0;
  return draw(c, { title: `承诺核查 ${verification.no}`, body, hasErrors }, hasErrors ? 422 : 200);
};

type Said = { ctx: Ctx; no: string; input: Record<string, unknown> };
const stepped = (work: (said: Said) => Promise<unknown>) => async (c: Context<Env>) => {
  const [ctx, no] = [c.get('ctx'), c.req.param('no') ?? ''];
  const { typed, input } = await formOf(c);
  const done = await tried(typed, words, () => work({ ctx, no, input }));
  return done.ok ? c.redirect(`/desk/verifications/${no}`, 303) : drawOne(c, done.refusal);
};

// A form has all fields of all methods; those of another method are left aside.
const fieldsOf: Readonly<Record<string, readonly string[]>> = {
  assistance: ['assistanceNo'],
  visit: ['site', 'visitedAt'],
};
const findingOf = (input: Record<string, unknown>): Record<string, unknown> => {
  const { method, isTrue, note, visitedAt, ...rest } = input;
  const own = (fieldsOf[String(method)] ?? []).map((name) => [
    name,
    name === 'visitedAt' ? instantOf(visitedAt) : rest[name],
  ]);
  const truth = isTrue === undefined ? undefined : isTrue === 'true';
  return { method, isTrue: truth, note, ...Object.fromEntries(own) };
};

// An officer writes the time of the wall clock.
const WALL = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d)$/;
const instantOf = (typed: unknown): unknown =>
  typeof typed === 'string' ? typed.trim().replace(WALL, '$1T$2:00+08:00') : typed;

const AnsweredAs = z.object({ answer: z.enum(answerNames) });
const one = '/verifications/:no';
const filled = (query: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(query).filter(([, value]) => value !== ''));

export const verificationPages = pages()
  .get('/verifications', asks('verification.list'), async (c) => {
    const query = fitted(VerificationQuery, { limit: LISTED, ...filled(c.req.query()) });
    const { items, next } = await listVerifications(c.get('ctx'), query);
    const body = <VerificationListView lines={items} filter={query} next={next} />;
    return draw(c, { title: '承诺核查', body });
  })
  .get(one, asks('verification.show'), (c) => drawOne(c))
  .get(`${one}/record`, asks('verification.show'), async (c) => {
    const verification = await showVerification(c.get('ctx'), c.req.param('no'));
    const body = <WorkRecordView verification={verification} />;
    return draw(c, { title: `核查工作记录 ${verification.no}`, body });
  })
  .get(`${one}/notice`, asks('verification.show'), async (c) => {
    const verification = await showVerification(c.get('ctx'), c.req.param('no'));
    if (verification.foundOn === null) throw new Problem('verification.wrong-stage');
    const body = <ResultNoticeView verification={verification} />;
    return draw(c, { title: `核查结果告知书 ${verification.no}`, body });
  })
  .post(
    `${one}/start`,
    asks('verification.start'),
    stepped(({ ctx, no }) => startVerification(ctx, no)),
  )
  .post(
    `${one}/finding`,
    asks('verification.find'),
    stepped(({ ctx, no, input }) => recordFinding(ctx, no, parsed(ctx, FindingIn, findingOf(input)))),
  )
  .post(
    `${one}/reopen`,
    asks('verification.reopen'),
    stepped(({ ctx, no, input }) => reopenVerification(ctx, { no, ...parsed(ctx, ReopenIn, input) })),
  )
  .post(
    `${one}/rectification`,
    asks('verification.rectify'),
    stepped(({ ctx, no, input }) => orderRectification(ctx, { no, ...parsed(ctx, RectifyIn, input) })),
  )
  .post(
    `${one}/decision`,
    asks('verification.decide'),
    stepped(({ ctx, no, input }) => decideVerification(ctx, { no, ...parsed(ctx, DecisionIn, input) })),
  )
  .post(
    `${one}/answer`,
    asks('verification.object'),
    stepped(({ ctx, no, input: { answer, ...input } }) => {
      const { answer: event } = parsed(ctx, AnsweredAs, { answer });
      if (event === 'object')
        return objectToVerification(ctx, { no, ...parsed(ctx, ObjectionIn, said(input)) });
      const given = { no, ...parsed(ctx, ObjectionAnswerIn, input) };
      return event === 'reject' ? rejectObjection(ctx, given) : undoVerification(ctx, { ...given, event });
    }),
  );

// An objection has no number of its own.
const said = ({ reason }: Record<string, unknown>) => ({ reason });
