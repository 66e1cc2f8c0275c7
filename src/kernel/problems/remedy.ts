import type { ProblemRows } from './row.ts';

export const remedyProblems = {
  'case.target-unknown': {
    status: 404,
    title: '没有这条可办理的信息',
    detail: '请核对名单或记录编号（见信用档案），并确认证件号码属于该信息的主体。',
  },
  'case.subject-required': {
    status: 422,
    title: '须填写申请人证件',
    detail: '窗口代当事人办理的，请填写 subject（证件类型与号码）；只有认定单位可依职权提出。',
  },
  'case.not-authority': {
    status: 403,
    title: '非认定单位',
    detail: '谁认定、谁办理：请由作出认定的单位办理，或由登记机构凭其决定文书代录。',
  },
  'case.not-applicant': {
    status: 403,
    title: '非申请经办单位',
    detail: '撤回须由代当事人提出申请的单位或登记机构办理。',
  },
  'case.subject-moved': {
    status: 409,
    title: '该信息已更正到另一主体名下',
    detail:
      '本案针对原主体，原主体名下已没有该信息：异议可以“更正”办结，其他案件可以撤回或者维持原决定办结；现主体另有主张的，请另行提出。',
  },
  'repair.unknown': {
    status: 404,
    title: '没有这件修复案件',
    detail: '请核对案件编号；只能查看本单位经办或认定的案件。',
  },
  'repair.not-repairable': {
    status: 422,
    title: '该信息不适用信用修复',
    detail: '信用修复只适用于在公示、共享中的失信信息；有误的信息请提出异议。',
  },
  'repair.too-early': { status: 422, title: '最短公示期未满', detail: '请在最早可申请日期之后再申请。' },
  'repair.barred': {
    status: 422,
    title: '限制期内不得再次申请',
    detail: '曾以虚假材料申请修复，请在限制期满后再申请。',
  },
  'repair.open': {
    status: 409,
    title: '已有办理中的修复申请',
    detail: '同一信息一次只能办理一件修复申请，请先办结或撤回。',
  },
  'repair.wrong-stage': { status: 409, title: '案件状态不允许该操作', detail: '请刷新案件后再办理。' },
  'repair.materials-missing': {
    status: 422,
    title: '修复材料不齐',
    detail: '请登记补收的材料后再受理。',
  },
  'dispute.unknown': {
    status: 404,
    title: '没有这件异议',
    detail: '请核对异议编号；只能查看本单位经办或作为数据来源的异议。',
  },
  'dispute.not-disputable': {
    status: 422,
    title: '该信息不能提出异议',
    detail: '异议只针对在登记系统中展示的信息；已修复、撤回的信息不再展示，无需提出。',
  },
  'dispute.open': {
    status: 409,
    title: '已有处理中的异议',
    detail: '同一信息一次只处理一件异议，请先办结或撤回。',
  },
  'dispute.wrong-stage': { status: 409, title: '异议状态不允许该操作', detail: '请刷新异议后再办理。' },
  'dispute.not-corrected': {
    status: 422,
    title: '尚未更正',
    detail: '请先用 PUT /records/{catalog}/{sourceNo} 或重新报送更正该记录，再以“更正”办结异议。',
  },
  'dispute.note-required': {
    status: 422,
    title: '须填写补充说明',
    detail: '以“补充”办结异议的，请填写 note；说明将随该信息一并展示。',
  },
  'appeal.unknown': {
    status: 404,
    title: '没有这件复议或诉讼',
    detail: '请核对编号；只能查看本单位登记或认定的复议、诉讼。',
  },
  'appeal.not-appealable': {
    status: 422,
    title: '该信息不能登记复议或诉讼',
    detail: '只登记针对在登记系统中展示的信息的复议、诉讼；已修复、撤回的信息不再展示，无需登记。',
  },
  'appeal.open': {
    status: 409,
    title: '已有未办结的复议或诉讼',
    detail: '同一决定一次只登记一件；复议后又起诉的，请先办结复议，再登记诉讼。',
  },
  'appeal.stay-document': {
    status: 422,
    title: '须填写停止执行的文书号',
    detail: '已停止执行的，请填写 stayDocumentNo（停止执行决定书或裁定书文号）；未停止执行的，不填 stayed。',
  },
  'appeal.wrong-stage': {
    status: 409,
    title: '复议或诉讼的状态不允许该操作',
    detail: '请刷新后再办理。',
  },
  'appeal.not-corrected': {
    status: 422,
    title: '尚未按变更后的决定更正',
    detail: '请先用 PUT /records/{catalog}/{sourceNo} 或重新报送更正该记录，再以“变更”办结。',
  },
} as const satisfies ProblemRows;
