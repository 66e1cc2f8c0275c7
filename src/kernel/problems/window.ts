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
