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
} as const satisfies ProblemRows;
