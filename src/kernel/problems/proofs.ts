import type { ProblemRows } from './row.ts';

export const proofProblems = {
  'assistance.unknown': {
    status: 404,
    title: '没有这件协查',
    detail: '请核对协查编号；只能查看本单位提出的和向本单位提出的协查。',
  },
  'assistance.oneself': {
    status: 422,
    title: '不能向本单位提出协查',
    detail: '请选择掌握情况的其他单位（to）。',
  },
  'assistance.office-gone': {
    status: 422,
    title: '被协查单位已撤并或尚未启用',
    detail: '请选择承接其职责的单位（to）。',
  },
  'assistance.proof': {
    status: 422,
    title: '该单位不开具这项证明',
    detail: '请按事项目录核对证明事项代码和开具单位；目录中没有的，请不填 proof，用 question 自由提问。',
  },
  'assistance.name-required': {
    status: 422,
    title: '请填写当事人名称或姓名',
    detail: '被协查单位须同时核对名称和号码；请填写 subject.name。',
  },
  'assistance.other-side': {
    status: 403,
    title: '此步由另一方单位办理',
    detail: '查看完整身份、反馈和退回由被协查单位办理，撤回由请求单位办理。',
  },
  'assistance.wrong-stage': {
    status: 409,
    title: '协查的状态不允许这样办理',
    detail: '可能已有人先办理；请刷新后查看现在的状态。需要再核实的，请另提协查请求。',
  },
  'matter-proposal.unknown': {
    status: 404,
    title: '没有这个清理事项',
    detail: '请核对编号；只能办理本单位的，审核机构可见已提交的。',
  },
  'matter-proposal.wrong-stage': {
    status: 409,
    title: '清理事项的状态不允许这样办理',
    detail: '可能已有人先办理；请按各项说明刷新后查看。一并办理的，一项不能办则都没有办。',
  },
  'matter-proposal.unfit': {
    status: 422,
    title: '处理意见与替代方式不相符',
    detail: '请按各项说明更正后重新保存。',
  },
  'matter-proposal.same': {
    status: 409,
    title: '相同的清理事项已在办理',
    detail: '本单位已登记内容完全相同的一项；请在清单中查看，或者修改内容。',
  },
  'matter-proposal.no-office': {
    status: 403,
    title: '本单位不是审核机构',
    detail: '审核意见由登记机构指定的司法行政机构和政务服务机构提出；请联系登记机构。',
  },
  'matter-proposal.opinion-given': {
    status: 409,
    title: '本机构已提出意见',
    detail: '同一次提交只提一次意见；如须更改，请退回后由提出单位重新提交。',
  },
  'matter-proposal.one-office': {
    status: 422,
    title: '两家审核机构不能是同一单位',
    detail: '请分别填写司法行政（法制）机构和政务服务机构的单位代码。',
  },
  'matter-proposal.comments-open': {
    status: 409,
    title: '征求意见的期限尚未届满',
    detail: '请在征求意见的最后一日之后作出决定，并核对填写的决定日期。',
  },
  'matter-proposal.code-doubled': {
    status: 422,
    title: '两项清理事项的事项编码相同',
    detail: '一个决定中同一事项只能有一项；请退回其中一项或者更正编码。',
  },
  'matter-proposal.future': {
    status: 422,
    title: '决定日期晚于今天',
    detail: '请填写领导小组实际作出决定的日期。',
  },
  'matter-proposal.too-many-rows': {
    status: 413,
    title: '汇总表的行数太多',
    detail: '一次至多 5000 行，什么也没有登记；请分成几个文件上传。',
  },
  'field-report.unknown': {
    status: 404,
    title: '没有这份上门核查或者线索',
    detail: '请核对网址；只能查看本单位登记的。',
  },
  'field-report.no-picture': {
    status: 404,
    title: '这份登记没有照片',
    detail: '登记时没有附照片；需要补充的，请另登记一份。',
  },
  'field-report.time': {
    status: 422,
    title: '所见时间不合适',
    detail: '请填写不晚于现在、一个月以内的时间；手机时间不准的，请先校准。',
  },
  'complaint.unknown': {
    status: 404,
    title: '没有这件投诉',
    detail: '请核对投诉编号；单位只能查看交办给自己的投诉。',
  },
  'complaint.code': {
    status: 404,
    title: '编号和查询码不相符',
    detail: '请按提交时给出的编号和查询码填写；查询码不分大小写，遗失的不能补发，可以重新投诉。',
  },
  'complaint.wrong-stage': {
    status: 409,
    title: '投诉的状态不允许这样办理',
    detail: '可能已有人先办理；请刷新后查看现在的状态。',
  },
  'complaint.date': {
    status: 422,
    title: '整改期限不合适',
    detail: '整改期限须在明日起一年以内；请更正日期（by）。',
  },
  'complaint.no-letter': {
    status: 404,
    title: '这一步没有文书',
    detail: '只有转送、交办、责令整改和转办有文书；请在投诉的经过中点选。',
  },
} as const satisfies ProblemRows;
