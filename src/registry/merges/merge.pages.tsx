import type { Context } from 'hono';
import { Problem } from '../../kernel/problems.ts';
import { catalogNames } from '../../law/catalogs/catalog-list.ts';
import { documentTypes } from '../../law/catalogs/document-types.ts';
import { type Refusal, untouched } from '../../platform/web/form.view.tsx';
import type { Env } from '../../platform/web/http.ts';
import { formOf, parsed, tried } from '../../platform/web/page-form.ts';
import { asks, draw, pages } from '../../platform/web/pages.ts';
import { dismissCandidate } from './dismiss-candidate.ts';
import { CandidateId, CandidateQuery, MergeIn, ReasonIn } from './merge.schema.ts';
import { CandidateListView, CandidateView, type Words } from './merge.view.tsx';
import { mergeSubjects } from './merge-subjects.ts';
import { searchCandidates } from './search-candidates.ts';
import { showCandidate } from './show-candidate.ts';
import { undoMerge } from './undo-merge.ts';

const LISTED = 50;
const words: Words = {
  catalogs: catalogNames,
  identifiers: Object.fromEntries(Object.entries(documentTypes).map(([word, type]) => [type, word])),
  recordStates: {
    held: '待核实',
    live: '有效',
    refused: '不予收录',
    unpublished: '公示期满',
    repaired: '已修复',
    withdrawn: '已撤回',
    archived: '已归档',
  },
  listingStates: {
    notified: '已告知',
    listed: '现行',
    expired: '期满移出',
    repaired: '修复移出',
    revoked: '已撤销',
  },
};
const formWords = {
  labels: { reason: '理由', survivorId: '合并后保留' },
  fields: { 'merge.survivor': 'survivorId' },
} as const;

const idOf = (c: Context<Env>): number => {
  const read = CandidateId.safeParse({ id: c.req.param('id') });
  if (!read.success) throw new Problem('merge-candidate.unknown');
  return read.data.id;
};

const drawPair = async (c: Context<Env>, refusal: Refusal = untouched) => {
  const pair = await showCandidate(c.get('ctx'), idOf(c));
  const hasErrors = refusal.faults.length > 0;
  const body = <CandidateView pair={pair} refusal={refusal} words={words} />;
  return draw(c, { title: '核对两个主体', body, hasErrors }, hasErrors ? 422 : 200);
};

const answer = async (
  c: Context<Env>,
  step: (id: number, input: Record<string, unknown>) => Promise<unknown>,
) => {
  const { typed, input } = await formOf(c);
  const id = idOf(c);
  const done = await tried(typed, formWords, () => step(id, input));
  return done.ok ? c.redirect(`/desk/merges/${id}`, 303) : drawPair(c, done.refusal);
};

const reasonOf = (c: Context<Env>, { reason }: Record<string, unknown>) =>
  parsed(c.get('ctx'), ReasonIn, { reason });

export const mergePages = pages()
  .get('/merges', asks('subject.list-duplicates'), async (c) => {
    const { state } = parsed(c.get('ctx'), CandidateQuery.pick({ state: true }), {
      state: c.req.query('state'),
    });
    const query = { state, limit: LISTED, after: c.req.query('after') };
    const { items, next } = await searchCandidates(c.get('ctx'), query);
    return draw(c, {
      title: '主体合并',
      body: <CandidateListView pairs={items} state={state} next={next} />,
    });
  })
  .get('/merges/:id', asks('subject.list-duplicates'), (c) => drawPair(c))
  .post('/merges/:id/merge', asks('subject.merge'), (c) =>
    answer(c, (id, input) => mergeSubjects(c.get('ctx'), id, parsed(c.get('ctx'), MergeIn, input))),
  )
  .post('/merges/:id/dismiss', asks('subject.dismiss-duplicate'), (c) =>
    answer(c, (id, input) => dismissCandidate(c.get('ctx'), id, reasonOf(c, input))),
  )
  .post('/merges/:id/undo', asks('subject.undo-merge'), (c) =>
    answer(c, async (id, input) => {
      const reason = reasonOf(c, input);
      const { mergeId } = await showCandidate(c.get('ctx'), id);
      if (mergeId === null) throw new Problem('merge.undone');
      return undoMerge(c.get('ctx'), mergeId, reason);
    }),
  );
