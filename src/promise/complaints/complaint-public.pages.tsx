import type { Context } from 'hono';
import { type Refusal, untouched } from '../../platform/web/form.view.tsx';
import type { Env } from '../../platform/web/http.ts';
import { formOf, onceOf, parsed, tried } from '../../platform/web/page-form.ts';
import { asks, draw, pages } from '../../platform/web/pages.ts';
import { ComplaintIn, FollowIn } from './complaint.schema.ts';
import { complaintFormWords, struckOut } from './complaint-form.rules.ts';
import {
  ComplaintFiledView,
  ComplaintFollowView,
  ComplaintFormView,
  ComplaintStateView,
} from './complaint-public.view.tsx';
import { fileComplaint } from './file-complaint.ts';
import { followComplaint } from './follow-complaint.ts';

const followWords = {
  labels: { no: '投诉编号', code: '查询码' },
  fields: { 'complaint.code': 'code' },
} as const;

const drawForm = (c: Context<Env>, refusal: Refusal = untouched) => {
  const body = <ComplaintFormView refusal={refusal} onceKey={c.get('ctx').newId()} />;
  const hasErrors = refusal.faults.length > 0;
  return draw(c, { title: '投诉举报', body, hasErrors }, hasErrors ? 422 : 200);
};
const drawFollow = (c: Context<Env>, refusal: Refusal = untouched) => {
  const hasErrors = refusal.faults.length > 0;
  const body = <ComplaintFollowView refusal={refusal} />;
  return draw(c, { title: '投诉办理状态', body, hasErrors }, hasErrors ? 422 : 200);
};

// A machine that asks for JSON is answered with the same, and with a problem's code.
const asksJson = (c: Context<Env>): boolean => (c.req.header('accept') ?? '').startsWith('application/json');

// Anybody's phone. The key of the form is made when it is opened: sent twice over a bad line, it is one
// complaint, and the second answer is the first.
export const complaintPublicPages = pages()
  .get('/complaints/new', asks('anyone'), (c) => drawForm(c))
  .post('/complaints', asks('anyone'), async (c) => {
    const ctx = c.get('ctx');
    const form = await formOf(c);
    const { onceKey: _onceKey, ...input } = form.input;
    const file = () => fileComplaint(onceOf(ctx, form), parsed(ctx, ComplaintIn, input));
    if (asksJson(c)) return c.json(await file(), 201);
    const done = await tried(form.typed, complaintFormWords, file);
    if (!done.ok) return drawForm(c, struckOut(done.refusal));
    return draw(c, { title: '已收到投诉', body: <ComplaintFiledView filed={done.value} /> }, 201);
  })
  .get('/complaints', asks('anyone'), (c) => drawFollow(c))
  .post('/complaints/follow', asks('anyone'), async (c) => {
    const ctx = c.get('ctx');
    const { typed, input } = await formOf(c);
    const follow = () => followComplaint(ctx, parsed(ctx, FollowIn, input));
    if (asksJson(c)) return c.json(await follow());
    const done = await tried(typed, followWords, follow);
    if (!done.ok) return drawFollow(c, { typed: { no: typed.no ?? '' }, faults: done.refusal.faults });
    return draw(c, { title: '投诉办理状态', body: <ComplaintStateView followed={done.value} /> });
  });
