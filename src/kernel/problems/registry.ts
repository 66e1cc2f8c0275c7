import type { ProblemRows } from './row.ts';

export const registryProblems = {
  'merge-candidate.unknown': {
    status: 404,
    title: '没有这条合并核实事项',
    detail: '请在主体合并列表中重新选择。',
  },
  'merge-candidate.settled': {
    status: 409,
    title: '该事项已经处理',
    detail: '其他登记人员已合并或认定不是同一主体；请刷新查看结果，需要更改的，先撤销合并。',
  },
  'merge.unknown': { status: 404, title: '没有这次合并', detail: '请核对合并编号，见已合并的核实事项。' },
  'merge.undone': {
    status: 409,
    title: '该合并已经撤销',
    detail: '无须再次撤销；两个主体已各自恢复，如需合并请在待核实事项中重新办理。',
  },
  'merge.kinds-differ': {
    status: 422,
    title: '自然人与组织不能合并',
    detail: '两者不可能是同一主体；请核对号码，或认定不是同一主体。',
  },
  'merge.survivor': {
    status: 422,
    title: '保留的主体不在这两个之中',
    detail: '请选择两个主体之一；其中一个可能已并入别的主体，请刷新后再选。',
  },
  'record.unknown': {
    status: 404,
    title: '没有这条记录',
    detail: '请核对目录代码与来源记录号；只能查看本单位的记录。',
  },
  'record.not-archived': {
    status: 404,
    title: '归档中没有这条记录',
    detail: '请核对记录编号；尚在保存期限内的记录请按主体查询（POST /api/v1/files/knowledge）。',
  },
  'record.stale': { status: 409, title: '记录已被他人更改', detail: '请重新读取最新版本后再提交。' },
  'record.precondition': {
    status: 412,
    title: '版本不一致',
    detail: 'If-Match 与当前版本不符，请重新读取记录后再提交。',
  },
  'record.precondition-required': {
    status: 428,
    title: '缺少 If-Match',
    detail: '更正已有记录必须携带读取时得到的 ETag。',
  },
  'record.wrong-stage': {
    status: 409,
    title: '记录所处状态不允许该操作',
    detail: '请刷新记录状态后再操作。',
  },
  'record.decision-fallen': {
    status: 409,
    title: '该决定已经撤销或者删除，不能收录',
    detail:
      '请由认定单位办理恢复列入（POST /api/v1/listings/{id}/restorations，注明理由和文书号），或以新决定的文书号和来源记录号另行报送；本条不予收录的，请办理 refuse。',
  },
  'record.rejected': {
    status: 422,
    title: '记录未通过校验',
    detail: '请按 errors 中逐项提示修改后重新提交。',
  },
  'listing.unknown': { status: 404, title: '没有这条名单记录', detail: '请核对名单记录编号。' },
  'listing.wrong-stage': { status: 409, title: '名单状态不允许该操作', detail: '请刷新名单状态后再操作。' },
  'listing.stale': {
    status: 409,
    title: '名单已被他人更改',
    detail: '请刷新名单，核对更改后再办理。',
  },
  'listing.document-required': {
    status: 422,
    title: '须注明文书号',
    detail:
      '恢复已撤销、已删除的决定，或者确认待核的移出，须填写 documentNo（认定单位据以恢复、准予移出的文书号）。',
  },
  'listing.not-extendable': {
    status: 422,
    title: '期限不得这样延长',
    detail: '请核对该名单的规定（GET /api/v1/severe-lists）后改填日期。',
  },
  'listing.not-longer': {
    status: 409,
    title: '没有比现期限更长',
    detail: '请刷新名单，填写现期限之后的日期。',
  },
  'listing.purpose-required': {
    status: 403,
    title: '查询自然人名单须说明用途',
    detail: '请填写 purpose，且本单位须承担该名单的惩戒措施。',
  },
  'listing.not-authority': {
    status: 403,
    title: '非认定单位',
    detail: '须由认定该名单的单位或登记机构办理。',
  },
  'listing.not-severe': {
    status: 422,
    title: '不是严重失信主体名单',
    detail: '列入前告知只用于严重失信主体名单；请从 GET /api/v1/severe-lists 中已归集的名单代码选择。',
  },
  'listing.barred': {
    status: 422,
    title: '该主体不得列入本名单',
    detail: '没有登记，也不留存；请按 errors 中的提示核对当事人与名单。',
  },
  'listing.already-listed': {
    status: 409,
    title: '该主体已被本单位列入该名单',
    detail: '无须再告知；内容有变化的，请更正原记录，或办理延长、移出、撤销。',
  },
  'listing.already-notified': {
    status: 409,
    title: '该主体已被告知、尚未决定',
    detail:
      '请先用 GET /api/v1/listings?state=notified 找到该条，决定列入的照常报送，不列入的办理撤销后再重新告知。',
  },
  'subject.identifier': {
    status: 422,
    title: '主体标识不合规',
    detail: '请按 errors 中的提示核对证件类型与号码。',
  },
  'subject.unknown': {
    status: 404,
    title: '没有该主体的信用档案',
    detail: '登记系统中没有该主体的有效信息。',
  },
  'subject.uncertain': {
    status: 409,
    title: '不能确定是否同一人',
    detail:
      '同一护照号码已有档案，但签发国（地区）不同或未登记。请核对护照，填写 subject.country 后重试；仍不能确定的，交登记机构核实。',
  },
} as const satisfies ProblemRows;
