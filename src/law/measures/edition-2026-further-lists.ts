import { creditReport } from './edition-2026-others.ts';
import { ANY_DEPARTMENT } from './measure.rules.ts';
import { eachOf, example, OF_A_PERSON, type OfficialMeasure } from './official-measure.ts';

const FRAUD = 'telecom-fraud';
const CULTURE = 'culture-tourism-violation';
const CONSCRIPTION = 'conscription-refusal';
const DRUGS = 'drug-violation';
const MARKET = 'serious-violation';
const SECURITIES = 'securities-violation';
const withoutClause = [
  'statistics-violation',
  'customs-violation',
  FRAUD,
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

// The measures that may lawfully follow from the further severe lists. A measure of kind I stands only where
// a law names it for that list; what follows from every list is how an agency goes about its own work.
export const furtherListMeasures: readonly OfficialMeasure[] = [
  {
    code: 'TELECOM_FRAUD.SERVICE_LIMIT',
    kind: 'I',
    title: '电信网络诈骗联合惩戒：限制有关业务',
    content: '依法限制其有关卡、账户、账号等功能，停止非柜面业务，暂停新业务；保留基本服务',
    target: '被认定的单位、个人和相关组织者',
    personsOnly: false,
    departments: ['人民银行', '通信管理局', '金融办', '金融工作局'],
    follows: { [FRAUD]: '反电信网络诈骗法第三十一条；电信网络诈骗及其关联违法犯罪联合惩戒办法' },
    examples: [
      example('asked', FRAUD, '示例市通信管理局', OF_A_PERSON),
      example('not-asked', SECURITIES, '示例市通信管理局', OF_A_PERSON),
    ],
  },
  {
    code: 'ENROLMENT_LIMIT.CONSCRIPTION',
    kind: 'I',
    title: '限制升学复学等：拒服兵役',
    content:
      '两年内不准出境、不得为其办理升学或者复学手续；不得录用为公务员或者参照公务员法管理的工作人员，不得招录、聘用为国有企业和事业单位工作人员',
    target: '拒绝、逃避服兵役的公民',
    personsOnly: true,
    departments: ['教育局', '人力资源和社会保障局', '公安局', '出入境管理局'],
    follows: { [CONSCRIPTION]: '兵役法（2021修订）第五十七条' },
    examples: [
      example('asked', CONSCRIPTION, '示例市教育局', OF_A_PERSON),
      example('not-asked', FRAUD, '示例市教育局', OF_A_PERSON),
    ],
  },
  {
    code: 'MARKET_ENTRY.FOOD_DRUG',
    kind: 'I',
    title: '限制市场或行业准入：食品药品',
    content:
      '被吊销许可证的食品生产经营者，五年内不得申请食品生产经营许可；提供虚假材料骗取药品许可的，十年内不受理其相应申请',
    target: '食品药品生产经营者及有关责任人员',
    personsOnly: false,
    departments: ['市场监督管理局', '市场监管局', '药品监督管理局'],
    follows: {
      [MARKET]: '食品安全法第一百三十五条（以名单决定载明吊销食品许可为限）',
      [DRUGS]: '药品管理法第一百二十三条（以名单决定载明骗取许可为限，待核）',
    },
    examples: [
      example('asked', DRUGS, '示例市药品监督管理局'),
      example('not-asked', FRAUD, '示例市药品监督管理局'),
    ],
  },
  {
    code: 'OCCUPATION_BAR.SECURITIES',
    kind: 'I',
    title: '职业禁入或从业限制：证券市场',
    content: '依证券监督管理机构的决定，在一定期限内直至终身不得从事证券业务',
    target: '有关责任人员',
    personsOnly: true,
    departments: ['证监局', '金融办', '金融工作局'],
    follows: { [SECURITIES]: '证券法第二百二十一条' },
    examples: [
      example('asked', SECURITIES, '示例证监局', OF_A_PERSON),
      example('not-asked', SECURITIES, '示例证监局'),
    ],
  },
  {
    code: 'CONVENIENCE_LIMIT.FURTHER_LISTS',
    kind: 'II',
    title: '限制享受优惠政策和便利措施',
    content: '审慎适用容缺受理等便利措施；告知承诺制的适用以核查结果为准',
    target: '列入名单的主体',
    personsOnly: false,
    departments: [ANY_DEPARTMENT],
    follows: {
      ...eachOf(withoutClause, '国办发〔2020〕42号「较严重的不良信用记录」；本市设定（文号待录入）'),
      [CULTURE]: '国办发〔2020〕42号；文化和旅游市场信用管理规定（文化和旅游部令第7号）（待核）',
    },
    examples: [
      example('asked', CULTURE, '示例市行政审批局'),
      example('not-asked', 'honour', '示例市行政审批局'),
    ],
  },
  creditReport('CREDIT_REPORT_INCLUSION.FURTHER_LISTS', [...withoutClause, CULTURE]),
];
