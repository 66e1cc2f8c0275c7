import { z } from '@hono/zod-openapi';
import { guarded, jsonAnswer, jsonBody, router } from '../../platform/web/http.ts';
import { listOf, PageQuery } from '../../platform/web/page-cursor.ts';
import { downloadNotices } from './download-notices.ts';
import { giveFeedback } from './give-feedback.ts';
import { listFeedback } from './list-feedback.ts';
import { listNotices } from './list-notices.ts';
import {
  FeedbackIn,
  FeedbackListOut,
  FeedbackOut,
  IdentityIn,
  IdentityOut,
  NoticeFilter,
  NoticeOut,
  NoticeReceiptOut,
  NoticeReceiptsIn,
  NoticeReceiptsOut,
} from './notice.schema.ts';
import { showIdentity } from './show-identity.ts';
import { signNotice } from './sign-notice.ts';
import { signNotices } from './sign-notices.ts';

const tags = ['通知'];
const params = z.strictObject({ id: z.uuid() });
const NoticesOut = listOf(NoticeOut);
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const binary = { schema: { type: 'string', format: 'binary' } } as const;

const list = guarded(
  { permission: 'notice.list', problems: ['subscription.unknown', 'cursor.invalid'] },
  {
    method: 'get',
    operationId: 'listNotices',
    path: '/notices',
    tags,
    summary: '本单位收到的通知；解除通知未签收前显示为未确认',
    request: {
      query: PageQuery.extend(NoticeFilter.shape),
    },
    responses: { 200: jsonAnswer(NoticesOut, '通知列表') },
  },
);
const download = guarded(
  { permission: 'notice.download', problems: ['subscription.unknown', 'notice.too-many'] },
  {
    method: 'get',
    operationId: 'downloadNotices',
    path: '/notices.xlsx',
    tags,
    summary: '同样筛选的通知下载为电子表格（下载留痕）；自然人证件号码遮盖，除非订阅记有法律依据',
    request: { query: NoticeFilter },
    responses: { 200: { description: 'XLSX', content: { [XLSX]: binary } } },
  },
);
const signMany = guarded(
  { permission: 'notice.sign' },
  {
    method: 'post',
    operationId: 'signNotices',
    path: '/notices/receipts',
    tags,
    summary: '一次签收多条通知；不属于本单位的不计',
    request: { body: jsonBody(NoticeReceiptsIn) },
    responses: { 200: jsonAnswer(NoticeReceiptsOut, '签收的数量') },
  },
);
const sign = guarded(
  { permission: 'notice.sign', problems: ['notice.unknown', 'notice.superseded'] },
  {
    method: 'post',
    operationId: 'signNotice',
    path: '/notices/{id}/receipt',
    tags,
    summary: '签收一条通知',
    request: { params },
    responses: { 200: jsonAnswer(NoticeReceiptOut, '签收结果') },
  },
);
const feedback = guarded(
  {
    permission: 'feedback.give',
    problems: [
      'notice.unknown',
      'notice.superseded',
      'feedback.measure',
      'feedback.reason-required',
      'feedback.future',
      'feedback.of-lift',
      'feedback.after-lift',
      'feedback.nothing-to-release',
    ],
  },
  {
    method: 'post',
    operationId: 'giveFeedback',
    path: '/notices/{id}/feedback',
    tags,
    summary: '反馈措施执行情况；未执行须说明原因',
    description: '反馈不可修改；对同一措施再次反馈即为更正，两条都保留。反馈视同签收。',
    request: { params, body: jsonBody(FeedbackIn) },
    responses: { 201: jsonAnswer(FeedbackOut, '已登记的反馈') },
  },
);
const given = guarded(
  { permission: 'notice.list', problems: ['notice.unknown'] },
  {
    method: 'get',
    operationId: 'listFeedback',
    path: '/notices/{id}/feedback',
    tags,
    summary: '一条通知的全部反馈（奖惩案例），含已更正的',
    request: { params },
    responses: { 200: jsonAnswer(FeedbackListOut, '反馈列表') },
  },
);
const identity = guarded(
  {
    permission: 'notice.identity',
    problems: ['notice.unknown', 'notice.not-a-person', 'notice.not-asked', 'quota.exceeded'],
  },
  {
    method: 'post',
    operationId: 'showIdentity',
    path: '/notices/{id}/identity',
    tags,
    summary: '调取通知所涉自然人的完整证件号码（全程留痕）',
    request: { params, body: jsonBody(IdentityIn) },
    responses: { 200: jsonAnswer(IdentityOut, '完整身份') },
  },
);

export const noticeRoutes = router()
  .openapi(list, async (c) =>
    c.json(NoticesOut.parse(await listNotices(c.get('ctx'), c.req.valid('query'))), 200),
  )
  .openapi(download, async (c) =>
    c.body(await downloadNotices(c.get('ctx'), c.req.valid('query')), 200, {
      'content-type': XLSX,
      'content-disposition': 'attachment; filename="notices.xlsx"',
      'cache-control': 'no-store',
    }),
  )
  .openapi(signMany, async (c) =>
    c.json(NoticeReceiptsOut.parse(await signNotices(c.get('ctx'), c.req.valid('json').notices)), 200),
  )
  .openapi(sign, async (c) =>
    c.json(NoticeReceiptOut.parse(await signNotice(c.get('ctx'), c.req.valid('param').id)), 200),
  )
  .openapi(feedback, async (c) => {
    const request = { id: c.req.valid('param').id, draft: c.req.valid('json') };
    return c.json(FeedbackOut.parse(await giveFeedback(c.get('ctx'), request)), 201);
  })
  .openapi(given, async (c) =>
    c.json(FeedbackListOut.parse(await listFeedback(c.get('ctx'), c.req.valid('param').id)), 200),
  )
  .openapi(identity, async (c) => {
    const request = { id: c.req.valid('param').id, ...c.req.valid('json') };
    return c.json(IdentityOut.parse(await showIdentity(c.get('ctx'), request)), 200);
  });
