import { fieldListMeasures } from './edition-2026-field-lists.ts';
import { furtherListMeasures } from './edition-2026-further-lists.ts';
import { otherMeasures } from './edition-2026-others.ts';
import { ANY_DEPARTMENT, type Measure } from './measure.rules.ts';
import { eachOf, example, measureOf, OF_A_PERSON, type OfficialMeasure } from './official-measure.ts';

const COURT = 'judgment-defaulter';
const MARKET = 'serious-violation';
const HONOUR = 'honour';
const OPINION_2016 =
  '中共中央办公厅、国务院办公厅《关于加快推进失信被执行人信用监督、警示和惩戒机制建设的意见》（2016年）';
const ORDER_44 = '市场监督管理严重违法失信名单管理办法（总局令第44号）第十五条';
const COMMITMENT_42 = '国办发〔2020〕42号「较严重的不良信用记录」；本市设定（文号待录入）';

// The measures that may lawfully follow from each list, each by the law that carries it for that list. The
// national list has no codes; these are ours. A bar of one to three years under 招标投标法 53, 54, 60 is a penalty
// for a bidder's own act, decided by its supervisor: no list asks for it.
// Basis: 全国失信惩戒措施基础清单（2024年版）；国办发〔2020〕49号: no measure outside the list, none without its own basis
export const officialMeasures: readonly OfficialMeasure[] = [
  {
    code: 'MARKET_ENTRY.BIDDING_BAR',
    kind: 'I',
    title: '限制市场或行业准入：招标投标',
    content:
      '依法必须进行招标的工程建设项目，招标人在招标文件中载明对失信被执行人的处理方法和评标标准，依此限制',
    target: '投标人、招标代理机构、评标专家',
    personsOnly: false,
    departments: ['住房和城乡建设局', '交通运输局', '水利局', '公共资源交易中心'],
    follows: { [COURT]: '法〔2016〕285号（在招标投标活动中对失信被执行人实施联合惩戒，待核）' },
    examples: [
      example('asked', COURT, '示例市住房和城乡建设局'),
      example('not-asked', MARKET, '示例市住房和城乡建设局'),
    ],
  },
  {
    code: 'MARKET_ENTRY.LICENSE_BAR',
    kind: 'I',
    title: '限制市场或行业准入：行政许可',
    content:
      '名单决定载明以隐瞒情况、提供虚假材料申请直接关系公共安全、人身健康、生命财产安全事项的行政许可的，一年内不得再次申请；以欺骗、贿赂等不正当手段取得该类许可的，三年内不得再次申请',
    target: '行政许可申请人、被许可人',
    personsOnly: false,
    departments: ['市场监督管理局', '市场监管局', '应急管理局', '药品监督管理局'],
    follows: eachOf(
      [MARKET, 'work-safety-violation', 'drug-violation'],
      '行政许可法第七十八条、第七十九条（以名单决定载明的行为为限，待核）',
    ),
    examples: [
      example('asked', MARKET, '示例市市场监督管理局'),
      example('not-asked', COURT, '示例市市场监督管理局'),
    ],
  },
  {
    code: 'POSITION_BAR',
    kind: 'I',
    title: '限制任职：公司董事、监事、高级管理人员',
    content: '个人因所负数额较大债务到期未清偿被列为失信被执行人的，不得担任公司董事、监事、高级管理人员',
    target: '自然人',
    personsOnly: true,
    departments: ['市场监督管理局', '市场监管局'],
    follows: { [COURT]: '公司法（2023修订）第一百七十八条第一款第（五）项' },
    examples: [
      example('asked', COURT, '示例市市场监督管理局', OF_A_PERSON),
      example('not-asked', COURT, '示例市市场监督管理局'),
      example('not-asked', MARKET, '示例市市场监督管理局', OF_A_PERSON),
    ],
  },
  {
    code: 'OCCUPATION_BAR',
    kind: 'I',
    title: '职业禁入或从业限制：食品药品',
    content:
      '被吊销许可证的食品生产经营者的法定代表人、直接负责的主管人员和其他直接责任人员，五年内不得申请食品许可、从事食品经营管理；因食品安全犯罪被判处有期徒刑以上刑罚的，终身不得从事；药品领域以处罚决定载明的期限为准',
    target: '有关责任人员',
    personsOnly: true,
    departments: ['市场监督管理局', '市场监管局', '药品监督管理局'],
    follows: {
      [MARKET]: '食品安全法第一百三十五条',
      'drug-violation': '药品管理法第一百一十八条（待核）',
    },
    examples: [
      example('asked', MARKET, '示例市市场监督管理局', OF_A_PERSON),
      example('not-asked', MARKET, '示例市市场监督管理局'),
    ],
  },
  {
    code: 'CONSUMPTION_LIMIT',
    kind: 'I',
    title: '限制相关消费行为',
    content: '限制乘坐飞机、列车软卧、动车组一等以上座位，限制星级以上宾馆等高消费及非生活必需消费',
    target: '被执行人；单位的法定代表人、主要负责人、影响债务履行的直接责任人、实际控制人',
    personsOnly: false,
    departments: ['法院', '公安局', '文化和旅游局'],
    follows: { [COURT]: '最高人民法院关于限制被执行人高消费及有关消费的若干规定' },
    examples: [
      example('asked', COURT, '示例市文化和旅游局', OF_A_PERSON),
      example('not-asked', MARKET, '示例市文化和旅游局', OF_A_PERSON),
    ],
  },
  {
    code: 'EXIT_BAR',
    kind: 'I',
    title: '不准出境',
    content: '依人民法院通知不准其出境',
    target: '自然人；被执行单位的法定代表人',
    personsOnly: false,
    departments: ['公安局', '出入境管理局'],
    follows: { [COURT]: '出境入境管理法第十二条；民事诉讼法' },
    examples: [
      example('asked', COURT, '示例市出入境管理局', OF_A_PERSON),
      example('not-asked', 'wage-arrears', '示例市出入境管理局', OF_A_PERSON),
    ],
  },
  {
    code: 'FUND_LIMIT',
    kind: 'II',
    title: '限制申请财政性资金项目',
    content: '一定期限内限制申请补贴性资金和科研项目',
    target: '列入名单的主体',
    personsOnly: false,
    departments: ['财政局', '发展和改革局', '发改局', '发展和改革委员会', '科技局'],
    follows: {
      [COURT]: OPINION_2016,
      [MARKET]: '国发〔2016〕33号第三部分第（九）项：严格限制申请财政性资金项目（待核）',
    },
    examples: [example('asked', COURT, '示例市财政局'), example('not-asked', HONOUR, '示例市财政局')],
  },
  {
    code: 'HONOUR_LIMIT',
    kind: 'II',
    title: '限制参加评先评优',
    content: '取消参加评先评优资格，已授予的荣誉称号依规撤销',
    target: '列入名单的主体',
    personsOnly: false,
    departments: ['文明办', '总工会', '工商业联合会'],
    follows: {
      [COURT]: OPINION_2016,
      [MARKET]: '国发〔2016〕33号第三部分第（九）项：撤销荣誉称号，取消参加评先评优资格（待核）',
    },
    examples: [example('asked', COURT, '示例市总工会'), example('not-asked', HONOUR, '示例市总工会')],
  },
  {
    code: 'HONOUR_LIMIT.MARKET_SUPERVISION',
    kind: 'II',
    title: '限制参加评先评优：市场监督管理部门的表彰',
    content: '不予授予市场监督管理部门荣誉称号等表彰奖励',
    target: '列入名单的当事人',
    personsOnly: false,
    departments: ['市场监督管理局', '市场监管局'],
    follows: { [MARKET]: `${ORDER_44}第（四）项（待核）` },
    examples: [
      example('asked', MARKET, '示例市市场监督管理局'),
      example('not-asked', COURT, '示例市市场监督管理局'),
    ],
  },
  {
    code: 'CONVENIENCE_LIMIT',
    kind: 'II',
    title: '限制享受优惠政策和便利措施',
    content: '不适用告知承诺制，不适用容缺受理等简化程序',
    target: '列入名单的主体',
    personsOnly: false,
    departments: [ANY_DEPARTMENT],
    follows: { [COURT]: COMMITMENT_42, [MARKET]: `国办发〔2020〕42号；${ORDER_44}第（三）项（待核）` },
    examples: [
      example('asked', COURT, '示例市行政审批局', OF_A_PERSON),
      example('not-asked', HONOUR, '示例市行政审批局'),
    ],
  },
  {
    code: 'KEY_SUPERVISION',
    kind: 'II',
    title: '纳入重点监管范围',
    content: '列为重点监管对象，提高检查频次，不适用免检',
    target: '列入名单的主体',
    personsOnly: false,
    departments: ['市场监督管理局', '市场监管局'],
    follows: { [MARKET]: `${ORDER_44}第（二）项（待核）` },
    examples: [
      example('asked', MARKET, '示例市市场监督管理局'),
      example('not-asked', COURT, '示例市市场监督管理局'),
    ],
  },
  {
    code: 'PROCUREMENT_REFERENCE',
    kind: 'II',
    title: '作为政府采购、招标投标、行政许可审查的重要考量因素',
    content: '在审查行政许可、资质、资格、委托承担政府采购项目、工程招投标时作为重要考量因素；不据此当然排除',
    target: '列入名单的当事人',
    personsOnly: false,
    departments: ['财政局', '住房和城乡建设局', '交通运输局', '水利局', '公共资源交易中心'],
    follows: { [MARKET]: `${ORDER_44}第（一）项（待核）` },
    examples: [
      example('asked', MARKET, '示例市住房和城乡建设局'),
      example('not-asked', COURT, '示例市住房和城乡建设局'),
    ],
  },
  ...otherMeasures,
  ...fieldListMeasures,
  ...furtherListMeasures,
];

export const editionMeasures: readonly Measure[] = officialMeasures.map(measureOf);
