import type { ProblemRows } from './row.ts';

export const promiseProblems = {
  'commitment.unknown': {
    status: 404,
    title: '没有这份告知承诺书',
    detail: '请核对承诺编码；只能查看本单位出具的承诺书。',
  },
  'commitment.not-eligible': {
    status: 422,
    title: '核查结论不允许以承诺办理',
    detail: '只有结论为“可以适用告知承诺”的核查才能出具承诺书；请按一般程序办理。',
  },
  'commitment.unconfirmed': {
    status: 422,
    title: '核查尚未确认',
    detail: '请经办人先在核查结果单上确认，再出具承诺书。',
  },
  'commitment.departed': {
    status: 422,
    title: '经办人已决定不按核查建议办理',
    detail: '请按一般程序办理；情况有变的，请重新核查并确认。',
  },
  'commitment.other-day': {
    status: 422,
    title: '核查和承诺须在同一日',
    detail: '承诺书只能依据当日的核查出具并在当日签署；请重新核查、确认后另出一份。',
  },
  'commitment.check-stale': {
    status: 409,
    title: '核查结果已不能作依据',
    detail: '该核查已失效、已重新核查，或者按现在所知结论不同；请重新核查。',
  },
  'commitment.check-used': {
    status: 409,
    title: '该核查已出具过承诺书',
    detail: '一次核查只出具一份承诺书；请在承诺列表中查看，或者重新核查。',
  },
  'commitment.no-matter': {
    status: 422,
    title: '核查时未填写事项',
    detail: '承诺书须写明事项；请填写事项代码重新核查。',
  },
  'commitment.other-matter': {
    status: 422,
    title: '事项与核查时不同',
    detail: '请就要办理的事项另作核查，再出具承诺书。',
  },
  'commitment.matter-not-allowed': {
    status: 422,
    title: '该事项现不实行告知承诺',
    detail: '事项目录已有新版；请按一般程序办理，或者核对事项代码。',
  },
  'commitment.texts-missing': {
    status: 422,
    title: '事项目录没有告知书或承诺书文本',
    detail: '请登记机构在事项目录中补齐该事项的告知书文本、承诺书文本后再办理。',
  },
  'commitment.subject-required': {
    status: 422,
    title: '请填写承诺人的证件号码',
    detail: '自然人的核查不留存证件号码；出具承诺书时须按证件再填写一次（subject）。',
  },
  'commitment.other-subject': {
    status: 422,
    title: '承诺人不是核查的那个主体',
    detail: '证件类型、号码须与核查时相同；换了申请人的，请另作核查。',
  },
  'commitment.name-required': {
    status: 422,
    title: '请填写承诺人名称',
    detail: '核查时未填写名称，信用档案中也没有；请填写 subject.name。',
  },
  'commitment.document': {
    status: 422,
    title: '该证件暂不能办理告知承诺',
    detail: '信用承诺数据归集标准只收统一社会信用代码和公民身份号码；请按一般程序办理。',
  },
  'commitment.row-refused': {
    status: 422,
    title: '这份承诺不能记入信用承诺信息',
    detail: '请按各项原因核对事项文本和承诺人；不能更正的，请按一般程序办理。',
  },
  'commitment.wrong-stage': {
    status: 409,
    title: '承诺书的状态不允许这样办理',
    detail: '可能已有人先办理；请刷新后查看现在的状态。',
  },
  'commitment.scan-too-large': {
    status: 413,
    title: '扫描件太大',
    detail: '扫描件不得超过 4 MB；请降低分辨率后重新扫描（300 dpi 灰度即可）。',
  },
  'commitment.scan-no-picture': {
    status: 422,
    title: '扫描件不是图片',
    detail: '请上传完整的 JPEG 或 PNG 图片；其他格式（包括 PDF）请先转换。',
  },
  'commitment.no-scan': {
    status: 404,
    title: '这份承诺书没有扫描件',
    detail: '只有书面签署的承诺书才有扫描件。',
  },
  'commitment.signature': {
    status: 422,
    title: '电子签名验证不通过',
    detail:
      '签名须由本系统采用的算法、对承诺书全文（statement 原样，UTF-8）作出；请重新签署，或者改用书面签署。',
  },
  'commitment.link': {
    status: 404,
    title: '二维码已失效',
    detail: '二维码三十分钟内有效，签署一次即失效；请窗口重新出示，或者改用书面签署。',
  },
  'commitment.listed-meanwhile': {
    status: 409,
    title: '承诺人的信用状况已有变化',
    detail:
      '签署之后出现了不适用告知承诺或需复核的情形；仍要办结的，请填写理由（despite），否则请撤回并按一般程序办理。',
  },
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
  'verification.unknown': {
    status: 404,
    title: '没有这件核查',
    detail: '请核对核查编号；只能查看本单位所收承诺的核查。',
  },
  'verification.wrong-stage': {
    status: 409,
    title: '核查的状态不允许这样办理',
    detail: '可能已有人先办理；请刷新后查看现在的状态。',
  },
  'verification.nothing-to-draw': {
    status: 409,
    title: '没有可以抽查的承诺',
    detail: '上次抽查以后没有列入抽查范围的承诺；每件承诺只参加一次抽查。',
  },
  'verification.draw-unknown': {
    status: 404,
    title: '没有这次抽查',
    detail: '请核对抽查编号。',
  },
  'verification.day': {
    status: 422,
    title: '日期不合规定',
    detail: '请按说明更正日期后再提交。',
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
