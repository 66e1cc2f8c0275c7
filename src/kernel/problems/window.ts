import type { ProblemRows } from './row.ts';

export const windowProblems = {
  'report.unknown': {
    status: 404,
    title: '没有这份信用报告',
    detail: '请核对报告编号与校验码；只能查看本单位出具的报告。',
  },
  'file.case-no-required': {
    status: 422,
    title: '请填写办件编号',
    detail: '查询自然人的信用档案、出具其信用报告，或在网页上核查自然人，须填写办件编号（caseNo）。',
  },
  'identity.proof-required': {
    status: 422,
    title: '请写明怎样核验了本人身份',
    detail:
      '自然人申请查询本人信用信息的，先核验身份，再填写 identityProof：当面核对证件原件、统一身份认证登录，或者委托书。',
  },
  'authorisation.required': {
    status: 422,
    title: '须有本人授权',
    detail:
      '以此目的查询自然人的信用档案没有法律上的直接依据：请先登记本人书面授权（POST /api/v1/authorisations），再填写其编号（authorisation）。',
  },
  'authorisation.other': {
    status: 403,
    title: '该授权不适用于本次查询',
    detail: '授权须由本单位登记，并与被查询人、查询目的相符；请核对授权编号。',
  },
  'authorisation.ended': {
    status: 422,
    title: '授权不在有效期内',
    detail: '该授权尚未生效、已经到期，或者已由本人撤回；请取得新的书面授权后登记。',
  },
  'authorisation.unknown': {
    status: 404,
    title: '没有这份授权或其扫描件',
    detail: '请核对授权编号；只能查看本单位登记的授权，保存期满的扫描件已删除。',
  },
  'authorisation.withdrawn': { status: 409, title: '授权已撤回', detail: '此前已经撤回，无须再办。' },
  'authorisation.person': {
    status: 422,
    title: '授权人须为自然人',
    detail: '请填写授权人的个人证件；护照须注明签发国（地区）。法人不用授权登记。',
  },
  'authorisation.period': {
    status: 422,
    title: '授权期限不合规定',
    detail: '截止日期不得早于起始日期和今天，自起始日期起不超过一年。',
  },
  'authorisation.scan': {
    status: 422,
    title: '扫描件不能收存',
    detail: '请上传 512 KB 以内的 PDF、JPEG 或 PNG 文件；类型按文件内容判定，与文件名无关。',
  },
  'simulation.unknown': {
    status: 404,
    title: '该版本尚未模拟',
    detail: '请先对该版本运行一次模拟。',
  },
  'simulation.outdated': {
    status: 409,
    title: '模拟名单已过期',
    detail: '主体名单只在模拟当日可看，以免显示已修复或撤销的信息；请重新模拟。',
  },
  'check.unknown': { status: 404, title: '没有这份核查结果', detail: '请核对核查编号与校验码。' },
  'check.not-repeatable': {
    status: 409,
    title: '该核查不能直接重新核查',
    detail: '早期核查未留存查找依据，请输入申请人证件号码，另作一次核查。',
  },
  'check.matter-unknown': {
    status: 422,
    title: '没有这个事项代码',
    detail: '没有作出核查。请改填事项目录中的事项代码（不是事项名称），可用 GET /api/v1/matters 查询。',
  },
  'check.confirmed': { status: 409, title: '该核查已确认', detail: '每份核查只能由经办人确认一次。' },
} as const satisfies ProblemRows;
