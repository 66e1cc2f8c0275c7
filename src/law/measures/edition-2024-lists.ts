import { ANY_DEPARTMENT, type Measure } from './measure.rules.ts';

const EDITION = 2024;
const TAX = 'major-tax-violation';
const WAGE = 'wage-arrears';
const SAFETY = 'work-safety-violation';
const PROCUREMENT = 'procurement-violation';
const fieldLists = [TAX, WAGE, SAFETY, PROCUREMENT];

const measure = (about: Omit<Measure, 'edition'>): Measure => ({ ...about, edition: EDITION });

// The measures that may lawfully follow from the severe lists of single fields, each on its own basis. They
// stand apart, so that a registry that loaded and edited the edition before these lists were fed gets them
// too.
export const fieldListMeasures: readonly Measure[] = [
  measure({
    code: 'MARKET_ENTRY.PROCUREMENT_QUALIFICATION',
    kind: 'I',
    title: '限制市场或行业准入：政府采购供应商资格',
    content: '拒绝其参与政府采购活动',
    target: '供应商、采购代理机构',
    basis: '政府采购法第二十二条、第七十七条；财库〔2016〕125号',
    departments: ['财政局', '公共资源交易中心'],
    lists: [TAX, PROCUREMENT],
  }),
  measure({
    code: 'MARKET_ENTRY.WAGE_ARREARS',
    kind: 'I',
    title: '限制市场或行业准入：拖欠农民工工资',
    content:
      '在政府资金支持、政府采购、招投标、融资贷款、市场准入、税收优惠、评优评先、交通出行等方面依法依规予以限制',
    target: '列入名单的用人单位和人员',
    basis: '保障农民工工资支付条例第四十八条',
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
    lists: [WAGE],
  }),
  measure({
    code: 'POSITION_BAR.WORK_SAFETY',
    kind: 'I',
    title: '限制任职：安全生产',
    content:
      '对重大、特别重大事故负有责任的主要负责人，终身不得担任本行业生产经营单位的主要负责人；受刑事处罚或者撤职处分的，五年内不得担任',
    target: '自然人',
    basis: '安全生产法第九十四条',
    departments: ['应急管理局', '市场监督管理局', '市场监管局'],
    lists: [SAFETY],
  }),
  measure({
    code: 'EXIT_BAR.TAX',
    kind: 'I',
    title: '不准出境：欠缴税款',
    content: '依税务机关通知阻止其出境',
    target: '欠缴税款的纳税人或者其法定代表人',
    basis: '税收征收管理法第四十四条；出境入境管理法第十二条',
    departments: ['公安局', '出入境管理局'],
    lists: [TAX],
  }),
  measure({
    code: 'FUND_LIMIT.FIELD_LISTS',
    kind: 'II',
    title: '限制申请财政性资金项目',
    content: '一定期限内限制申请补贴性资金和科研项目',
    target: '列入名单的主体',
    basis: '财政违法行为处罚处分条例；国办发〔2020〕49号',
    departments: ['财政局', '发展和改革局', '发改局', '发展和改革委员会', '科技局'],
    lists: fieldLists,
  }),
  measure({
    code: 'HONOUR_LIMIT.FIELD_LISTS',
    kind: 'II',
    title: '限制参加评先评优',
    content: '不得授予荣誉称号，已授予的依规撤销',
    target: '列入名单的主体',
    basis: '国办发〔2020〕49号；各名单管理办法',
    departments: ['文明办', '总工会', '工商业联合会'],
    lists: fieldLists,
  }),
  measure({
    code: 'CONVENIENCE_LIMIT.FIELD_LISTS',
    kind: 'II',
    title: '限制享受优惠政策和便利措施',
    content: '审慎适用容缺受理等便利措施；告知承诺制的适用以核查结果为准',
    target: '列入名单的主体',
    basis: '国办发〔2020〕49号；国办发〔2020〕42号',
    departments: [ANY_DEPARTMENT],
    lists: fieldLists,
  }),
  measure({
    code: 'KEY_SUPERVISION.FIELD_LISTS',
    kind: 'II',
    title: '纳入重点监管范围',
    content: '提高抽查比例和频次，不适用免检',
    target: '列入名单的主体',
    basis: '国办发〔2019〕35号；各名单管理办法',
    departments: ['税务局', '人力资源和社会保障局', '应急管理局', '市场监督管理局', '市场监管局'],
    lists: [TAX, WAGE, SAFETY],
  }),
  measure({
    code: 'CREDIT_REPORT_INCLUSION.FIELD_LISTS',
    kind: 'III',
    title: '纳入市场化征信或评级报告',
    content: '供征信机构依法采集并纳入报告',
    target: '列入名单的主体',
    basis: '征信业管理条例第二十一条',
    departments: ['人民银行', '金融办', '金融工作局'],
    lists: fieldLists,
  }),
  measure({
    code: 'PRUDENT_LENDING.FIELD_LISTS',
    kind: 'III',
    title: '从严审慎授信',
    content: '供金融机构授信时参考',
    target: '列入名单的主体',
    basis: '商业银行法第三十五条',
    departments: ['金融办', '金融工作局', '银行'],
    lists: fieldLists,
  }),
];
