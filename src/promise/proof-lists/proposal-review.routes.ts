import { guarded, jsonAnswer, jsonBody, router } from '../../platform/web/http.ts';
import { giveOpinion } from './give-opinion.ts';
import { listOpiningOffices } from './list-opining-offices.ts';
import {
  MovedOut,
  OfficesIn,
  OfficesOut,
  OpinionIn,
  OpinionOut,
  ProposalReturnIn,
  PublishedOut,
  PublishIn,
} from './matter-proposal.schema.ts';
import { nameOffices } from './name-offices.ts';
import { publishProposals } from './publish-proposals.ts';
import { returnProposals } from './return-proposals.ts';

const tags = ['证明事项清理'];
const stepProblems = ['matter-proposal.unknown', 'matter-proposal.wrong-stage'] as const;

const named = guarded(
  { permission: 'matter-proposal.list' },
  {
    method: 'get',
    operationId: 'listMatterOffices',
    path: '/matter-proposals/offices',
    tags,
    summary: '提出审核意见的两家机构',
    responses: { 200: jsonAnswer(OfficesOut, '审核机构') },
  },
);
const name = guarded(
  {
    permission: 'matter-proposal.name-offices',
    problems: ['agency.unknown', 'matter-proposal.one-office'],
  },
  {
    method: 'put',
    operationId: 'setMatterOffices',
    path: '/matter-proposals/offices',
    tags,
    summary: '指定提出审核意见的两家机构',
    request: { body: jsonBody(OfficesIn) },
    responses: { 200: jsonAnswer(OfficesOut, '审核机构') },
  },
);
const opine = guarded(
  {
    permission: 'matter-proposal.opine',
    problems: [...stepProblems, 'matter-proposal.no-office', 'matter-proposal.opinion-given'],
  },
  {
    method: 'post',
    operationId: 'giveMatterOpinion',
    path: '/matter-proposals/opinions',
    tags,
    summary: '审核机构提出意见；两家意见齐备即开始征求意见',
    request: { body: jsonBody(OpinionIn) },
    responses: { 200: jsonAnswer(OpinionOut, '已提出') },
  },
);
const giveBack = guarded(
  { permission: 'matter-proposal.return', problems: [...stepProblems, 'matter-proposal.no-office'] },
  {
    method: 'post',
    operationId: 'giveBackMatterProposals',
    path: '/matter-proposals/return',
    tags,
    summary: '退回提出单位修改',
    request: { body: jsonBody(ProposalReturnIn) },
    responses: { 200: jsonAnswer(MovedOut, '已退回') },
  },
);
const publish = guarded(
  {
    permission: 'matter-proposal.publish',
    problems: [
      ...stepProblems,
      'matter-proposal.comments-open',
      'matter-proposal.code-doubled',
      'matter-proposal.future',
    ],
  },
  {
    method: 'post',
    operationId: 'enterMatterDecision',
    path: '/matter-proposals/decisions',
    tags,
    summary: '登记领导小组的决定，一并公布为一个新版事项目录；核查随即依新版作答',
    request: { body: jsonBody(PublishIn) },
    responses: { 201: jsonAnswer(PublishedOut, '已公布') },
  },
);

export const proposalReviewRoutes = router()
  .openapi(named, async (c) => c.json(await listOpiningOffices(c.get('ctx')), 200))
  .openapi(name, async (c) => c.json(await nameOffices(c.get('ctx'), c.req.valid('json')), 200))
  .openapi(opine, async (c) => c.json(await giveOpinion(c.get('ctx'), c.req.valid('json')), 200))
  .openapi(giveBack, async (c) => c.json(await returnProposals(c.get('ctx'), c.req.valid('json')), 200))
  .openapi(publish, async (c) => c.json(await publishProposals(c.get('ctx'), c.req.valid('json')), 201));
