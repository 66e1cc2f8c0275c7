import { creditReport, prudentLending } from './edition-2026-others.ts';
import { ANY_DEPARTMENT } from './measure.rules.ts';
import { eachOf, example, OF_A_PERSON, type OfficialMeasure } from './official-measure.ts';

const COURT = 'judgment-defaulter';
const TAX = 'major-tax-violation';
const WAGE = 'wage-arrears';
const SAFETY = 'work-safety-violation';
const PROCUREMENT = 'procurement-violation';
const fieldLists = [TAX, WAGE, SAFETY, PROCUREMENT];
const REGULATION_48 = '保障农民工工资支付条例第四十八条';
const PROGRAMME_33 = '国发〔2016〕33号第三部分第（九）项';

// The measures that may lawfully follow from the severe lists of single fields, each by its own basis.
export const fieldListMeasures: readonly OfficialMeasure[] = [
  {
    code: 'MARKET_ENTRY.PROCUREMENT_BAR',
    kind: 'I',
    title: '限制市场或行业准入：禁止参加政府采购活动',
    content: '在处罚决定载明的一至三年内禁止参加政府采购活动',
    target: '受处罚的供应商、采购代理机构',
    personsOnly: false,
    departments: ['财政局', '公共资源交易中心'],
    follows: { [PROCUREMENT]: '政府采购法第七十七条' },
    examples: [
      example('asked', PROCUREMENT, '示例市财政局'),
      example('not-asked', COURT, '示例市财政局'),
      example('not-asked', 'serious-violation', '示例市财政局'),
    ],
  },
  {
    code: 'MARKET_ENTRY.PROCUREMENT_QUALIFICATION',
    kind: 'I',
    title: '限制市场或行业准入：政府采购供应商资格',
    content: '列入期间拒绝其参与政府采购活动',
    target: '供应商',
    personsOnly: false,
    departments: ['财政局', '公共资源交易中心'],
    follows: eachOf([COURT, TAX, PROCUREMENT], '政府采购法第二十二条；财库〔2016〕125号'),
    examples: [
      example('asked', COURT, '示例市财政局'),
      example('asked', TAX, '示例市公共资源交易中心'),
      example('not-asked', 'serious-violation', '示例市财政局'),
    ],
  },
  {
    code: 'MARKET_ENTRY.WAGE_ARREARS',
    kind: 'I',
    title: '限制市场或行业准入：拖欠农民工工资',
    content:
      '在政府资金支持、政府采购、招投标、融资贷款、市场准入、税收优惠、评优评先、交通出行等方面依法依规予以限制',
    target: '列入名单的用人单位和人员',
    personsOnly: false,
    departments: [
      '财政局',
      '住房和城乡建设局',
      '交通运输局',
      '水利局',
      '公共资源交易中心',
      '市场监督管理局',
      '市场监管局',
      '税务局',
    ],
    follows: { [WAGE]: REGULATION_48 },
    examples: [
      example('asked', WAGE, '示例市住房和城乡建设局'),
      example('not-asked', TAX, '示例市住房和城乡建设局'),
    ],
  },
  {
    code: 'POSITION_BAR.WORK_SAFETY',
    kind: 'I',
    title: '限制任职：安全生产',
    content:
      '对重大、特别重大事故负有责任的主要负责人，终身不得担任本行业生产经营单位的主要负责人；受刑事处罚或者撤职处分的，五年内不得担任',
    target: '自然人',
    personsOnly: true,
    departments: ['应急管理局', '市场监督管理局', '市场监管局'],
    follows: { [SAFETY]: '安全生产法第九十四条' },
    examples: [
      example('asked', SAFETY, '示例市应急管理局', OF_A_PERSON),
      example('not-asked', SAFETY, '示例市应急管理局'),
    ],
  },
  {
    code: 'EXIT_BAR.TAX',
    kind: 'I',
    title: '不准出境：欠缴税款',
    content: '依税务机关通知阻止其出境',
    target: '欠缴税款的纳税人或者其法定代表人',
    personsOnly: false,
    departments: ['公安局', '出入境管理局'],
    follows: { [TAX]: '税收征收管理法第四十四条；出境入境管理法第十二条' },
    examples: [
      example('asked', TAX, '示例市出入境管理局', OF_A_PERSON),
      example('not-asked', WAGE, '示例市出入境管理局', OF_A_PERSON),
    ],
  },
  {
    code: 'FUND_LIMIT.FIELD_LISTS',
    kind: 'II',
    title: '限制申请财政性资金项目',
    content: '一定期限内限制申请补贴性资金和科研项目',
    target: '列入名单的主体',
    personsOnly: false,
    departments: ['财政局', '发展和改革局', '发改局', '发展和改革委员会', '科技局'],
    follows: {
      ...eachOf([TAX, SAFETY, PROCUREMENT], `${PROGRAMME_33}：严格限制申请财政性资金项目（待核）`),
      [WAGE]: `${REGULATION_48}：政府资金支持`,
    },
    examples: [example('asked', WAGE, '示例市财政局'), example('not-asked', 'honour', '示例市财政局')],
  },
  {
    code: 'HONOUR_LIMIT.FIELD_LISTS',
    kind: 'II',
    title: '限制参加评先评优',
    content: '取消参加评先评优资格，已授予的荣誉称号依规撤销',
    target: '列入名单的主体',
    personsOnly: false,
    departments: ['文明办', '总工会', '工商业联合会'],
    follows: {
      ...eachOf([TAX, SAFETY, PROCUREMENT], `${PROGRAMME_33}：撤销荣誉称号，取消参加评先评优资格（待核）`),
      [WAGE]: `${REGULATION_48}：评优评先`,
    },
    examples: [example('asked', WAGE, '示例市总工会'), example('not-asked', 'honour', '示例市总工会')],
  },
  {
    code: 'CONVENIENCE_LIMIT.FIELD_LISTS',
    kind: 'II',
    title: '限制享受优惠政策和便利措施',
    content: '审慎适用容缺受理等便利措施；告知承诺制的适用以核查结果为准',
    target: '列入名单的主体',
    personsOnly: false,
    departments: [ANY_DEPARTMENT],
    follows: {
      [TAX]: '国办发〔2020〕42号；国家税务总局公告2021年第21号（公布期内不适用告知承诺制，待核）',
      ...eachOf(
        [WAGE, SAFETY, PROCUREMENT],
        '国办发〔2020〕42号「较严重的不良信用记录」；本市设定（文号待录入）',
      ),
    },
    examples: [example('asked', TAX, '示例市行政审批局'), example('not-asked', 'honour', '示例市行政审批局')],
  },
  {
    code: 'KEY_SUPERVISION.FIELD_LISTS',
    kind: 'II',
    title: '纳入重点监管范围',
    content: '提高抽查比例和频次，不适用免检',
    target: '列入名单的主体',
    personsOnly: false,
    departments: ['税务局', '人力资源和社会保障局', '应急管理局', '市场监督管理局', '市场监管局'],
    follows: {
      ...eachOf([TAX, WAGE], '国办发〔2019〕35号：信用分级分类监管（待核）'),
      [SAFETY]: '安全生产法第七十八条：加大执法检查频次',
    },
    examples: [
      example('asked', SAFETY, '示例市应急管理局'),
      example('not-asked', PROCUREMENT, '示例市应急管理局'),
    ],
  },
  creditReport('CREDIT_REPORT_INCLUSION.FIELD_LISTS', fieldLists),
  prudentLending('PRUDENT_LENDING.FIELD_LISTS', fieldLists),
];
