import type { ProblemRows } from './row.ts';

export const noticesProblems = {
  'subscription.unknown': {
    status: 404,
    title: '没有这个订阅',
    detail: '请核对订阅编号；只能查看本单位的订阅。',
  },
  'subscription.stage': { status: 409, title: '订阅状态不允许该操作', detail: '请刷新订阅状态后再操作。' },
  'subscription.endpoint': {
    status: 422,
    title: '接收地址不可用',
    detail: '接收地址须为 https 且在允许的主机范围内；请联系系统管理员配置 PUSH_ALLOW。',
  },
  'subscription.certificate': {
    status: 422,
    title: '客户端证书不可用',
    detail: '请上传 PEM 格式、尚未过期的证书及与其配对的未加密私钥，证书链可附在证书之后。',
  },
  'subscription.certificate-unsupported': {
    status: 409,
    title: '当前部署不支持客户端证书',
    detail:
      'Cloudflare Workers 上的客户端证书须由运维以 mTLS 绑定配置，不能在此上传；请改为验证签名，或使用 Node 部署。',
  },
  'subscription.span': {
    status: 422,
    title: '预览的时间范围无效',
    detail: '起止日期须先后有序，且不超过 92 天；不填为最近 30 天。',
  },
  'subscription.cron': {
    status: 422,
    title: '定时表达式无效',
    detail: '请使用五段式 cron，例如 30 8 * * 1-5。',
  },
  'notice.unknown': { status: 404, title: '没有这条通知', detail: '请核对通知编号；只能查看本单位的通知。' },
  'notice.too-many': {
    status: 422,
    title: '通知过多，无法一次下载',
    detail: '超过两万条，请按订阅、名单或签收状态筛选后分次下载。',
  },
  'notice.not-a-person': {
    status: 409,
    title: '该通知主体不是自然人',
    detail: '组织的统一社会信用代码已在通知中给出。',
  },
  'notice.not-asked': {
    status: 403,
    title: '该通知未要求本单位执行措施',
    detail: '仅承担惩戒措施的单位可调取完整证件号码。',
  },
  'notice.superseded': {
    status: 409,
    title: '该通知已被新通知替代',
    detail: '该通知未曾送达；请办理 supersededBy 所指的通知。',
  },
  'feedback.future': {
    status: 422,
    title: '执行日期晚于今天',
    detail: '请填写实际执行的日期，或在执行后再反馈。',
  },
  'feedback.of-lift': {
    status: 422,
    title: '移出通知不再执行措施',
    detail: '已停止措施的请反馈“已解除”；从未执行的请反馈“不适用”并说明原因。',
  },
  'feedback.after-lift': {
    status: 422,
    title: '主体已移出名单，不得再执行',
    detail: '移出前已执行的，请填写移出之日或更早的 executedOn；已停止的请反馈“已解除”。',
  },
  'feedback.nothing-to-release': {
    status: 422,
    title: '该措施尚无可解除的执行',
    detail: '主体仍在名单内且本单位未反馈过该措施；请先反馈执行情况。',
  },
  'feedback.reason-required': {
    status: 422,
    title: '未执行须说明原因',
    detail: '请填写 reason 说明未执行或不适用的原因。',
  },
  'feedback.measure': {
    status: 422,
    title: '不是该通知要求的措施',
    detail: '请从通知 measures 中选择措施代码。',
  },
  'supervision.nothing-overdue': {
    status: 409,
    title: '该单位没有逾期事项',
    detail: '督办函只就逾期事项发出；请在督办清单中核对单位与事项。',
  },
  'supervision.letter-unknown': {
    status: 404,
    title: '没有这份督办函',
    detail: '请核对督办函编号；只能查看发给本单位的督办函。',
  },
  'supervision.replied': {
    status: 409,
    title: '该督办函已答复',
    detail: '答复不可修改；有新情况请另行反馈执行情况。',
  },
  'delivery.unknown': {
    status: 404,
    title: '没有这次投递',
    detail: '请核对投递编号；只能查看本单位的投递。',
  },
  'restoration.done': {
    status: 409,
    title: '恢复已经处理过',
    detail: '编号已抬高，现状已重新告知；此后确又从备份恢复过的，请写明新的期数。',
  },
  'restoration.epoch': {
    status: 422,
    title: '期数不对',
    detail: '期数须大于以往用过的任何一个。',
  },
} as const satisfies ProblemRows;
