import type { Context } from 'hono';
import { type Refusal, untouched } from '../../platform/web/form.view.tsx';
import type { Env } from '../../platform/web/http.ts';
import { type Form, fitted, formOf, parsed, tried } from '../../platform/web/page-form.ts';
import { asks, draw, pages } from '../../platform/web/pages.ts';
import { giveOpinion } from './give-opinion.ts';
import { listOpiningOffices } from './list-opining-offices.ts';
import { listProposals } from './list-proposals.ts';
import type { ProposalState } from './matter-proposal.rules.ts';
import {
  OpinionIn,
  ProposalQuery,
  ProposalReturnIn,
  ProposalsIn,
  PublishIn,
} from './matter-proposal.schema.ts';
import { moveOwnProposals } from './move-own-proposals.ts';
import { ProposalListView } from './proposal-list.view.tsx';
import { publishProposals } from './publish-proposals.ts';
import { returnProposals } from './return-proposals.ts';

const HOME = '/desk/matter-proposals';
const LISTED = 50;
const words = {
  labels: {
    'proposals[]': '清理事项',
    stance: '意见',
    words: '说明',
    documentNo: '文号',
    decidedOn: '决定日期',
  },
  fields: { 'matter-proposal.comments-open': 'decidedOn', 'matter-proposal.future': 'decidedOn' },
} as const;

// Each desk opens at what waits for it: the offices at what was submitted, the registrar at what is commented on.
const drawList = async (c: Context<Env>, of: { state?: ProposalState; refusal?: Refusal } = {}) => {
  const ctx = c.get('ctx');
  const { refusal = untouched } = of;
  const { items } = await listOpiningOffices(ctx);
  const office = items.find(({ agencyCode }) => agencyCode === ctx.actor.agency?.code)?.office ?? null;
  const decides = ctx.actor.may.has('matter-proposal.publish');
  const asked = c.req.method === 'GET' ? c.req.query() : {};
  const waiting = office !== null ? 'submitted' : decides ? 'commenting' : undefined;
  const state = of.state ?? ('state' in asked || c.req.method !== 'GET' ? undefined : waiting);
  const query = fitted(ProposalQuery, { limit: LISTED, ...(state && { state }), ...filled(asked) });
  const { items: lines, next } = await listProposals(ctx, query);
  const acts = { proposes: ctx.actor.may.has('matter-proposal.submit'), office, decides };
  const hasErrors = refusal.faults.length > 0;
  const body = <ProposalListView {...{ lines, state: query.state, next, acts, refusal }} />;
  return draw(c, { title: '证明清理', body, hasErrors }, hasErrors ? 422 : 200);
};

// A filter that was left on "all" arrives blank.
const filled = (query: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(query).filter(([, value]) => value !== ''));

type Act = (c: Context<Env>, form: Form) => Promise<unknown>;
// The list that was acted on is shown again, at the state where such things are.
const acted = (state: ProposalState | undefined, act: Act) => async (c: Context<Env>) => {
  const form = await formOf(c);
  const done = await tried(form.typed, words, () => act(c, form));
  if (!done.ok) return drawList(c, { ...(state && { state }), refusal: done.refusal });
  return c.redirect(state ? `${HOME}?state=${state}` : HOME, 303);
};

const ofOwn = (event: 'submit' | 'withdraw') =>
  acted(undefined, (c, { input: { proposals } }) => {
    const ctx = c.get('ctx');
    return moveOwnProposals(ctx, { ...parsed(ctx, ProposalsIn, { proposals }), event });
  });

export const proposalReviewPages = pages()
  .get('/matter-proposals', asks('matter-proposal.list'), (c) => drawList(c))
  .post('/matter-proposals/submit', asks('matter-proposal.submit'), ofOwn('submit'))
  .post('/matter-proposals/withdraw', asks('matter-proposal.withdraw'), ofOwn('withdraw'))
  .post(
    '/matter-proposals/opinions',
    asks('matter-proposal.opine'),
    acted('submitted', (c, { input: { proposals, stance, words: said } }) => {
      const ctx = c.get('ctx');
      return giveOpinion(ctx, parsed(ctx, OpinionIn, { proposals, stance, words: said }));
    }),
  )
  .post(
    '/matter-proposals/return',
    asks('matter-proposal.return'),
    acted('submitted', (c, { input: { proposals, words: reason } }) => {
      const ctx = c.get('ctx');
      return returnProposals(ctx, parsed(ctx, ProposalReturnIn, { proposals, reason }));
    }),
  )
  .post(
    '/matter-proposals/decisions',
    asks('matter-proposal.publish'),
    acted('commenting', (c, { input: { proposals, documentNo, decidedOn } }) => {
      const ctx = c.get('ctx');
      return publishProposals(ctx, parsed(ctx, PublishIn, { proposals, documentNo, decidedOn }));
    }),
  );
