import { z } from '@hono/zod-openapi';
import { dropDownsOf, guideOf, templateOf } from '../../law/catalogs/reading/template.rules.ts';
import { writeXlsx } from '../../platform/sheets/xlsx-writer.ts';
import { guarded, jsonAnswer, jsonBody, router } from '../../platform/web/http.ts';
import { amendProposal } from './amend-proposal.ts';
import { exportFormFour } from './export-form-4.ts';
import { listProposals, showProposal } from './list-proposals.ts';
import {
  MovedOut,
  ProposalIn,
  ProposalListOut,
  ProposalNo,
  ProposalOut,
  ProposalQuery,
  ProposalsIn,
  SheetOut,
} from './matter-proposal.schema.ts';
import { moveOwnProposals } from './move-own-proposals.ts';
import { proposalTable } from './proposal-columns.ts';
import { proposeMatter } from './propose-matter.ts';
import { uploadProposals } from './upload-proposals.ts';

const tags = ['证明事项清理'];
const XLSX_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const stepProblems = ['matter-proposal.unknown', 'matter-proposal.wrong-stage'] as const;
const workbook = (description: string) => ({
  200: {
    description,
    content: { [XLSX_TYPE]: { schema: z.string().openapi({ format: 'binary' }) } },
  },
});

const draft = guarded(
  { permission: 'matter-proposal.draft', problems: ['matter-proposal.unfit', 'matter-proposal.same'] },
  {
    method: 'post',
    operationId: 'draftMatterProposal',
    path: '/matter-proposals',
    tags,
    summary: '登记本单位索要的一项证明及拟处理意见',
    request: { body: jsonBody(ProposalIn) },
    responses: { 201: jsonAnswer(ProposalOut, '草拟的清理事项，附提示') },
  },
);
const file = { schema: { type: 'string', format: 'binary' } } as const;
const upload = guarded(
  {
    permission: 'matter-proposal.draft',
    door: 'uploads',
    problems: [
      'batch.too-large',
      'batch.format',
      'batch.archive',
      'batch.header',
      'batch.empty',
      'batch.encoding',
      'batch.unreadable',
      'batch.bomb',
      'batch.upload-broken',
      'matter-proposal.too-many-rows',
    ],
  },
  {
    method: 'post',
    operationId: 'uploadMatterProposals',
    path: '/matter-proposals/sheets',
    tags,
    summary: '上传证明事项汇总表（附件 4；XLSX、CSV、JSON），逐行给出结果',
    description: '同一文件再次上传不重复登记；每一行都有答复，退回的行更正后另行上传即可。',
    request: {
      body: {
        required: true,
        content: {
          [XLSX_TYPE]: file,
          'text/csv': file,
          'application/json': { ...file, example: '[{"name":"示例证明"}]' },
          'multipart/form-data': { schema: {} },
        },
      },
    },
    responses: { 200: jsonAnswer(SheetOut, '逐行结果') },
  },
);
const list = guarded(
  { permission: 'matter-proposal.list', problems: ['cursor.invalid'] },
  {
    method: 'get',
    operationId: 'listMatterProposals',
    path: '/matter-proposals',
    tags,
    summary: '本单位的清理事项；两家审核机构可见已提交的，登记机构、审计可见全部',
    request: { query: ProposalQuery },
    responses: { 200: jsonAnswer(ProposalListOut, '最新在前') },
  },
);
const template = guarded(
  { permission: 'matter-proposal.list' },
  {
    method: 'get',
    operationId: 'downloadMatterProposalTemplate',
    path: '/matter-proposals/template.xlsx',
    tags,
    summary: '证明事项汇总表填报模板',
    responses: workbook('模板'),
  },
);
const form = guarded(
  { permission: 'matter-proposal.list' },
  {
    method: 'get',
    operationId: 'downloadMatterProposals',
    path: '/matter-proposals/form-4.xlsx',
    tags,
    summary: '证明事项汇总表（附件 4）',
    request: { query: ProposalQuery.pick({ state: true }) },
    responses: workbook('汇总表'),
  },
);
const show = guarded(
  { permission: 'matter-proposal.show', problems: ['matter-proposal.unknown'] },
  {
    method: 'get',
    operationId: 'showMatterProposal',
    path: '/matter-proposals/{no}',
    tags,
    summary: '一项清理事项：内容、提示、历次意见、决定',
    request: { params: ProposalNo },
    responses: { 200: jsonAnswer(ProposalOut, '清理事项') },
  },
);
const amend = guarded(
  { permission: 'matter-proposal.amend', problems: [...stepProblems, 'matter-proposal.unfit'] },
  {
    method: 'put',
    operationId: 'changeMatterProposal',
    path: '/matter-proposals/{no}',
    tags,
    summary: '修改草拟的或者被退回的清理事项',
    request: { params: ProposalNo, body: jsonBody(ProposalIn) },
    responses: { 200: jsonAnswer(ProposalOut, '修改后的清理事项') },
  },
);
const move = (event: 'submit' | 'withdraw', summary: string) =>
  guarded(
    { permission: `matter-proposal.${event}`, problems: stepProblems },
    {
      method: 'post',
      operationId: event === 'submit' ? 'fileMatterProposals' : 'withdrawMatterProposals',
      path: `/matter-proposals/${event}`,
      tags,
      summary,
      request: { body: jsonBody(ProposalsIn) },
      responses: { 200: jsonAnswer(MovedOut, '已办理') },
    },
  );
const attachment = (fileName: string) => ({
  'content-type': XLSX_TYPE,
  'content-disposition': `attachment; filename="${fileName}"`,
});

export const matterProposalRoutes = router()
  .openapi(draft, async (c) => c.json(await proposeMatter(c.get('ctx'), c.req.valid('json')), 201))
  .openapi(upload, async (c) => {
    const contentType = c.req.header('content-type') ?? '';
    return c.json(await uploadProposals(c.get('ctx'), { contentType, body: c.req.raw.body }), 200);
  })
  .openapi(list, async (c) => c.json(await listProposals(c.get('ctx'), c.req.valid('query')), 200))
  .openapi(template, (c) => {
    const sheet = {
      name: '证明事项汇总表',
      ...templateOf(proposalTable),
      choices: dropDownsOf(proposalTable),
    };
    const guide = { name: '填写说明', ...guideOf(proposalTable) };
    return c.body(writeXlsx(sheet, guide), 200, attachment('matter-proposals-template.xlsx'));
  })
  .openapi(form, async (c) => {
    const sheet = await exportFormFour(c.get('ctx'), c.req.valid('query').state);
    return c.body(writeXlsx(sheet), 200, attachment('form-4.xlsx'));
  })
  .openapi(show, async (c) => c.json(await showProposal(c.get('ctx'), c.req.valid('param').no), 200))
  .openapi(amend, async (c) =>
    c.json(await amendProposal(c.get('ctx'), c.req.valid('param').no, c.req.valid('json')), 200),
  )
  .openapi(move('submit', '提交审核'), async (c) =>
    c.json(await moveOwnProposals(c.get('ctx'), { ...c.req.valid('json'), event: 'submit' }), 200),
  )
  .openapi(move('withdraw', '撤回本单位的清理事项'), async (c) =>
    c.json(await moveOwnProposals(c.get('ctx'), { ...c.req.valid('json'), event: 'withdraw' }), 200),
  );
