import type { ProblemRows } from './row.ts';

export const platformProblems = {
  'request.invalid': { status: 400, title: '请求格式不符', detail: '请按 errors 中逐项提示修改后重新提交。' },
  'request.too-large': {
    status: 413,
    title: '请求正文过大',
    detail: '没有处理。JSON 正文至多 1 MB，表单至多 256 kB；请分次提交，数据文件请用批次上传。',
  },
  'request.not-json': {
    status: 400,
    title: '请求正文不是合法的 JSON',
    detail: '请检查 JSON 语法与 UTF-8 编码后重新提交。',
  },
  'cursor.invalid': { status: 400, title: '翻页游标无效', detail: '请去掉 after 参数从第一页重新查询。' },
  'route.unknown': { status: 404, title: '没有这个地址', detail: '请对照 /docs 核对请求地址与方法。' },
  'schedule.unknown': {
    status: 404,
    title: '没有这个定时任务',
    detail: '请从定时任务列表中核对任务名称。',
  },
  'schedule.running': {
    status: 409,
    title: '该任务正在运行或已排上',
    detail: '请等这一次结束后再试；结果见定时任务列表。',
  },
  'idempotency.reused': {
    status: 409,
    title: '幂等键已用于另一请求',
    detail: '同一 Idempotency-Key 只能重复同一请求，请更换新的键。',
  },
  'idempotency.invalid': {
    status: 400,
    title: '幂等键格式不符',
    detail: 'Idempotency-Key 须为 1–128 位可见 ASCII 字符。',
  },
  'rate.limited': { status: 429, title: '请求过于频繁', detail: '请等 Retry-After 所示的秒数后重试。' },
  'quota.exceeded': {
    status: 429,
    title: '今日查询次数已达上限',
    detail: '没有作出任何结论；次日零时恢复，见 Retry-After。确需增加的请商登记机构调整设置。',
  },
  'service.busy': {
    status: 503,
    title: '登录的人太多',
    detail: '没有作出任何结论，请等 Retry-After 所示的秒数后重试。',
  },
  'text.personal-number': {
    status: 422,
    title: '写有个人号码',
    detail:
      '请按 errors 所指，从编号、说明等文字中删除证件、银行卡或手机号码；当事人只以主体的证件号码字段标明。',
  },
  'database.unavailable': {
    status: 503,
    title: '数据库暂不可用',
    detail: '没有作出任何结论，请稍后重试；不得视为可以适用告知承诺。',
  },
  'service.not-ready': {
    status: 503,
    title: '服务未就绪',
    detail:
      '没有作出任何结论，请稍后重试；运维人员请按 errors 中所列环节逐项排除，恢复前不要向本实例分发请求。',
  },
  'server.fault': {
    status: 500,
    title: '系统未能完成请求',
    detail: '请稍后重试，并将 requestId 告知系统管理员。',
  },
} as const satisfies ProblemRows;
