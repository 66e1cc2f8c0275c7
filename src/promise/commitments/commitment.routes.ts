import { z } from '@hono/zod-openapi';
import { guarded, jsonAnswer, jsonBody, router } from '../../platform/web/http.ts';
import {
  CommitmentIn,
  CommitmentLineOut,
  CommitmentListOut,
  CommitmentNo,
  CommitmentOut,
  CommitmentQuery,
  HandleIn,
  LinkOut,
  SignIn,
} from './commitment.schema.ts';
import { concludeCommitment } from './conclude-commitment.ts';
import { draftCommitment } from './draft-commitment.ts';
import { endCommitment } from './end-commitment.ts';
import { inviteToSign } from './invite-to-sign.ts';
import { listCommitments } from './list-commitments.ts';
import { showCommitment } from './show-commitment.ts';
import { showScan } from './show-scan.ts';
import { signCommitment } from './sign-commitment.ts';

const tags = ['告知承诺'];
const stepProblems = ['commitment.unknown', 'commitment.wrong-stage', 'idempotency.reused'] as const;

const draft = guarded(
  {
    permission: 'commitment.draft',
    problems: [
      'check.unknown',
      'check.not-repeatable',
      'subject.identifier',
      'commitment.not-eligible',
      'commitment.unconfirmed',
      'commitment.departed',
      'commitment.other-day',
      'commitment.check-stale',
      'commitment.check-used',
      'commitment.no-matter',
      'commitment.other-matter',
      'commitment.matter-not-allowed',
      'commitment.texts-missing',
      'commitment.subject-required',
      'commitment.other-subject',
      'commitment.name-required',
      'commitment.document',
      'commitment.row-refused',
    ],
  },
  {
    method: 'post',
    operationId: 'draftCommitment',
    path: '/commitments',
    tags,
    summary: '由当日、已确认、可以适用的核查出具告知承诺书',
    request: { body: jsonBody(CommitmentIn) },
    responses: { 201: jsonAnswer(CommitmentOut, '待签署的承诺书') },
  },
);
const list = guarded(
  { permission: 'commitment.list', problems: ['cursor.invalid'] },
  {
    method: 'get',
    operationId: 'listCommitments',
    path: '/commitments',
    tags,
    summary: '本单位的告知承诺；登记机构、审计可见全部',
    request: { query: CommitmentQuery },
    responses: { 200: jsonAnswer(CommitmentListOut, '最新在前') },
  },
);
const show = guarded(
  { permission: 'commitment.show', problems: ['commitment.unknown'] },
  {
    method: 'get',
    operationId: 'showCommitment',
    path: '/commitments/{no}',
    tags,
    summary: '一份告知承诺书：全文、签名、全国归集 20 项；未办结的附现在的信用状况变化',
    request: { params: CommitmentNo },
    responses: { 200: jsonAnswer(CommitmentOut, '告知承诺书') },
  },
);
const scan = guarded(
  { permission: 'commitment.show', problems: ['commitment.unknown', 'commitment.no-scan'] },
  {
    method: 'get',
    operationId: 'showCommitmentScan',
    path: '/commitments/{no}/scan',
    tags,
    summary: '书面签署的扫描件；附带的拍摄地点等信息在收存时已去除',
    request: { params: CommitmentNo },
    responses: {
      200: {
        description: '图片',
        content: { 'image/jpeg': { schema: z.string() }, 'image/png': { schema: z.string() } },
      },
    },
  },
);
const sign = guarded(
  {
    permission: 'commitment.sign',
    problems: [
      ...stepProblems,
      'request.too-large',
      'commitment.other-day',
      'commitment.scan-too-large',
      'commitment.scan-no-picture',
      'commitment.signature',
    ],
  },
  {
    method: 'post',
    operationId: 'signCommitment',
    path: '/commitments/{no}/sign',
    tags,
    summary: '登记签署：书面的附扫描件，电子的附公钥和签名',
    request: { params: CommitmentNo, body: jsonBody(SignIn) },
    responses: { 200: jsonAnswer(CommitmentOut, '已签署的承诺书') },
  },
);
const link = guarded(
  { permission: 'commitment.invite', problems: ['commitment.unknown', 'commitment.wrong-stage'] },
  {
    method: 'post',
    operationId: 'issueCommitmentLink',
    path: '/commitments/{no}/link',
    tags,
    summary: '手机签署页的一次性网址，三十分钟内有效；出示成二维码',
    request: { params: CommitmentNo },
    responses: { 200: jsonAnswer(LinkOut, '一次性网址') },
  },
);
const endings = { refuse: '申请人不选择承诺', withdraw: '申请人撤回承诺' } as const;
const ending = (event: keyof typeof endings) =>
  guarded(
    { permission: `commitment.${event}`, problems: stepProblems },
    {
      method: 'post',
      operationId: `${event}Commitment`,
      path: `/commitments/{no}/${event}`,
      tags,
      summary: `${endings[event]}：按一般程序办理，不留不良记录，不通知任何单位`,
      request: { params: CommitmentNo },
      responses: { 200: jsonAnswer(CommitmentLineOut, '其人的信息已清除') },
    },
  );
const handle = guarded(
  {
    permission: 'commitment.handle',
    problems: [...stepProblems, 'commitment.listed-meanwhile', 'commitment.row-refused', 'record.stale'],
  },
  {
    method: 'post',
    operationId: 'closeCommitment',
    path: '/commitments/{no}/handle',
    tags,
    summary: '以承诺办结：登记系统随即写入信用承诺信息（履行中）',
    request: { params: CommitmentNo, body: { ...jsonBody(HandleIn), required: false } },
    responses: { 200: jsonAnswer(CommitmentOut, '已办结的承诺书') },
  },
);

const bytesOf = (base64: string) => Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));

export const commitmentRoutes = router()
  .openapi(draft, async (c) => c.json(await draftCommitment(c.get('ctx'), c.req.valid('json')), 201))
  .openapi(list, async (c) => c.json(await listCommitments(c.get('ctx'), c.req.valid('query')), 200))
  .openapi(show, async (c) => c.json(await showCommitment(c.get('ctx'), c.req.valid('param').no), 200))
  .openapi(scan, async (c) => {
    const { mediaType, bytes } = await showScan(c.get('ctx'), c.req.valid('param').no);
    return c.body(bytes.slice(), 200, { 'content-type': mediaType });
  })
  .openapi(sign, async (c) => {
    const said = c.req.valid('json');
    const signing = said.way === 'by-hand' ? { ...said, scan: bytesOf(said.scan) } : said;
    return c.json(await signCommitment(c.get('ctx'), c.req.valid('param').no, signing), 200);
  })
  .openapi(link, async (c) => c.json(await inviteToSign(c.get('ctx'), c.req.valid('param').no), 200))
  .openapi(ending('refuse'), async (c) =>
    c.json(await endCommitment(c.get('ctx'), { ...c.req.valid('param'), event: 'refuse' }), 200),
  )
  .openapi(ending('withdraw'), async (c) =>
    c.json(await endCommitment(c.get('ctx'), { ...c.req.valid('param'), event: 'withdraw' }), 200),
  )
  .openapi(handle, async (c) => {
    const input = { ...c.req.valid('json'), ...c.req.valid('param') };
    return c.json(await concludeCommitment(c.get('ctx'), input), 200);
  });
