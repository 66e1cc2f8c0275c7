import { ANY_DEPARTMENT, type Measure } from './measure.rules.ts';

const EDITION = 2024;
const FRAUD = 'telecom-fraud';
const CONSCRIPTION = 'conscription-refusal';
const DRUGS = 'drug-violation';
const SECURITIES = 'securities-violation';
const furtherLists = [
  'statistics-violation',
  'customs-violation',
  FRAUD,
  'culture-tourism-violation',
  'social-organisation-violation',
  'intellectual-property-violation',
  'construction-violation',
  DRUGS,
  'fire-safety-violation',
  'overload-violation',
  'social-insurance-violation',
  SECURITIES,
  CONSCRIPTION,
];

const measure = (about: Omit<Measure, 'edition'>): Measure => ({ ...about, edition: EDITION });

// The measures that may lawfully follow from the further severe lists. A measure of kind I stands only where a law names
// it for that list; what follows from every list is how an agency goes about its own work.
export const furtherListMeasures: readonly Measure[] = [
  measure({
    code: 'TELECOM_FRAUD.SERVICE_LIMIT',
    kind: 'I',
    title: '电信网络诈骗联合惩戒：限制有关业务',
    content: '依法限制其有关卡、账户、账号等功能，停止非柜面业务，暂停新业务；保留基本服务',
    target: '被认定的单位、个人和相关组织者',
    basis: '反电信网络诈骗法第三十一条；电信网络诈骗及其关联违法犯罪联合惩戒办法',
    departments: ['人民银行', '通信管理局', '金融办', '金融工作局'],
    lists: [FRAUD],
  }),
  measure({
    code: 'ENROLMENT_LIMIT.CONSCRIPTION',
    kind: 'I',
    title: '限制升学复学等：拒服兵役',
    content: '两年内不得为其办理升学或者复学手续，不得录用为公务员或者参照公务员法管理的工作人员，不准出境',
    target: '拒绝、逃避服兵役的公民',
    basis: '兵役法第五十七条',
    departments: ['教育局', '人力资源和社会保障局', '公安局', '出入境管理局'],
    lists: [CONSCRIPTION],
  }),
  measure({
    code: 'MARKET_ENTRY.FOOD_DRUG',
    kind: 'I',
    title: '限制市场或行业准入：食品药品',
    content: '依法在规定年限内不予受理食品、药品许可申请',
    target: '食品药品生产经营者及有关责任人员',
    basis: '食品安全法第一百三十五条；药品管理法第一百二十三条',
    departments: ['市场监督管理局', '市场监管局', '药品监督管理局'],
    lists: [DRUGS],
  }),
  measure({
    code: 'OCCUPATION_BAR.SECURITIES',
    kind: 'I',
    title: '职业禁入或从业限制：证券市场',
    content: '依证券监督管理机构的决定，在一定期限内直至终身不得从事证券业务',
    target: '有关责任人员',
    basis: '证券法第二百二十一条',
    departments: ['证监局', '金融办', '金融工作局'],
    lists: [SECURITIES],
  }),
  measure({
    code: 'CONVENIENCE_LIMIT.FURTHER_LISTS',
    kind: 'II',
    title: '限制享受优惠政策和便利措施',
    content: '审慎适用容缺受理等便利措施；告知承诺制的适用以核查结果为准',
    target: '列入名单的主体',
    basis: '国办发〔2020〕49号；国办发〔2020〕42号',
    departments: [ANY_DEPARTMENT],
    lists: furtherLists,
  }),
  measure({
    code: 'CREDIT_REPORT_INCLUSION.FURTHER_LISTS',
    kind: 'III',
    title: '纳入市场化征信或评级报告',
    content: '供征信机构依法采集并纳入报告',
    target: '列入名单的主体',
    basis: '征信业管理条例第二十一条',
    departments: ['人民银行', '金融办', '金融工作局'],
    lists: furtherLists,
  }),
];
