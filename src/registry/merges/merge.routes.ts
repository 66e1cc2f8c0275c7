import { guarded, jsonAnswer, jsonBody, router } from '../../platform/web/http.ts';
import { listOf } from '../../platform/web/page-cursor.ts';
import { dismissCandidate } from './dismiss-candidate.ts';
import {
  CandidateId,
  CandidateOut,
  CandidateQuery,
  candidateOut,
  DismissedOut,
  MergeId,
  MergeIn,
  MergeOut,
  ReasonIn,
} from './merge.schema.ts';
import { mergeSubjects } from './merge-subjects.ts';
import { searchCandidates } from './search-candidates.ts';
import { undoMerge } from './undo-merge.ts';

const tags = ['主体'];

const list = guarded(
  { permission: 'subject.list-duplicates', problems: ['cursor.invalid'] },
  {
    method: 'get',
    operationId: 'listMergeCandidates',
    path: '/subjects/merge-candidates',
    tags,
    summary: '疑似同一主体，待登记机构核实',
    description:
      '来自同一行报送中分属两个主体的号码，以及名称与代码或地区相同的组织；从不因姓名相同而列出自然人。',
    request: { query: CandidateQuery },
    responses: { 200: jsonAnswer(listOf(CandidateOut), '疑似重复的主体，先发现的在前') },
  },
);
const merge = guarded(
  {
    permission: 'subject.merge',
    problems: [
      'merge-candidate.unknown',
      'merge-candidate.settled',
      'merge.kinds-differ',
      'merge.survivor',
      'idempotency.reused',
    ],
  },
  {
    method: 'post',
    operationId: 'mergeSubjects',
    path: '/subjects/merge-candidates/{id}/merge',
    tags,
    summary: '将两个主体合并为一个，可撤销',
    request: { params: CandidateId, body: jsonBody(MergeIn) },
    responses: { 200: jsonAnswer(MergeOut, '合并') },
  },
);
const dismiss = guarded(
  {
    permission: 'subject.dismiss-duplicate',
    problems: ['merge-candidate.unknown', 'merge-candidate.settled', 'idempotency.reused'],
  },
  {
    method: 'post',
    operationId: 'dismissMergeCandidate',
    path: '/subjects/merge-candidates/{id}/dismiss',
    tags,
    summary: '认定不是同一主体，不再提示',
    request: { params: CandidateId, body: jsonBody(ReasonIn) },
    responses: { 200: jsonAnswer(DismissedOut, '已认定不是同一主体') },
  },
);
const undo = guarded(
  { permission: 'subject.undo-merge', problems: ['merge.unknown', 'merge.undone', 'idempotency.reused'] },
  {
    method: 'post',
    operationId: 'undoMerge',
    path: '/subjects/merges/{id}/undo',
    tags,
    summary: '撤销合并，各归其位',
    description:
      '合并时移动的号码、记录、名单全部退回；合并后凭被合并主体的号码报来的内容也随之退回，其余留在保留的主体。',
    request: { params: MergeId, body: jsonBody(ReasonIn) },
    responses: { 200: jsonAnswer(MergeOut, '已撤销的合并') },
  },
);

export const mergeRoutes = router()
  .openapi(list, async (c) => {
    const { items, next } = await searchCandidates(c.get('ctx'), c.req.valid('query'));
    return c.json({ items: items.map(candidateOut), next }, 200);
  })
  .openapi(merge, async (c) =>
    c.json(await mergeSubjects(c.get('ctx'), c.req.valid('param').id, c.req.valid('json')), 200),
  )
  .openapi(dismiss, async (c) =>
    c.json(await dismissCandidate(c.get('ctx'), c.req.valid('param').id, c.req.valid('json')), 200),
  )
  .openapi(undo, async (c) =>
    c.json(await undoMerge(c.get('ctx'), c.req.valid('param').id, c.req.valid('json')), 200),
  );
