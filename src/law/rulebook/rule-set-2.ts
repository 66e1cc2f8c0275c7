import { catalogNames } from '../catalogs/catalog-list.ts';
import { CITY_DOCUMENT_MISSING } from './counted-lists.rules.ts';
import { restoreSentence } from './removal.rules.ts';
import type { Rule, RuleSet } from './rule-set.schema.ts';
import { type SevereList, severeLists } from './severe-lists.ts';

const NAME_OF_42 =
  '《国务院办公厅关于全面推行证明事项和涉企经营许可事项告知承诺制的指导意见》（国办发〔2020〕42号）';

// No national text defines 较严重的不良信用记录: the city does, and enters its document's number by a new version.
const BY_THE_CITY = `国办发〔2020〕42号「较严重的不良信用记录」；${CITY_DOCUMENT_MISSING}`;

// The lists whose own national text bars from 告知承诺. Each clause is to be checked against the printed text.
const BARRED: Readonly<Record<string, string>> = {
  'serious-violation':
    '《市场监督管理严重违法失信名单管理办法》（国家市场监督管理总局令第44号）第十五条第（三）项：不适用告知承诺制（待核）',
  'major-tax-violation':
    '国家税务总局公告2021年第21号：重大税收违法失信主体在公布期内不适用税务证明事项告知承诺制（待核）',
  'culture-tourism-violation':
    '《文化和旅游市场信用管理规定》（文化和旅游部令第7号）：不适用告知承诺制（待核）',
};

const RESTORE: Readonly<Record<string, string>> = {
  'judgment-defaulter':
    '请履行生效法律文书确定的义务；履行完毕、和解协议履行完毕等的，由执行法院在三个工作日内删除失信信息后恢复适用。',
  'telecom-fraud': '惩戒期限届满自动解除；认为认定有误的，可向作出认定的公安机关申诉。',
  'conscription-refusal': '惩戒期限届满恢复适用；认为认定有误的，可向作出认定的兵役机关提出。',
};

const restoreOf = ({ code, authority, termMonths }: SevereList): string =>
  RESTORE[code] ?? restoreSentence(code, { authority, hasTerm: termMonths !== null });

const listRule = (list: SevereList): Rule => ({
  kind: 'listing',
  code: ['list', list.code].join('.'),
  list: list.code,
  title: catalogNames[list.code] ?? list.name,
  outcome: 'ineligible',
  basis: `${list.basis}；${BARRED[list.code] ?? BY_THE_CITY}`,
  restore: restoreOf(list),
});

const promises: readonly Rule[] = [
  {
    kind: 'record',
    code: 'commitment.false',
    catalog: 'false-commitment',
    title: '虚假承诺',
    outcome: 'ineligible',
    withinPublicity: false,
    basis: `${NAME_OF_42}：有虚假承诺的，在信用修复前不适用告知承诺制`,
    restore: '请改正虚假承诺行为并向认定单位申请信用修复，修复后恢复适用。',
  },
  {
    kind: 'record',
    code: 'commitment.unfulfilled',
    catalog: 'credit-commitment',
    title: '信用承诺全部未履行',
    outcome: 'ineligible',
    fulfilment: '全部未履行',
    withinPublicity: false,
    basis: BY_THE_CITY,
    restore: '请履行承诺，由承诺受理单位更新履行状态，或申请信用修复；履行或修复后恢复适用。',
  },
  {
    kind: 'record',
    code: 'commitment.partly-unfulfilled',
    catalog: 'credit-commitment',
    title: '信用承诺部分未履行',
    outcome: 'review',
    fulfilment: '部分履行',
    withinPublicity: false,
    basis: BY_THE_CITY,
    restore: '请核实未履行部分；履行完毕并由承诺受理单位更新履行状态后，不再复核。',
  },
];

const severePenalty: Rule = {
  kind: 'record',
  code: 'penalty.severe',
  catalog: 'administrative-penalty',
  title: '严重失信行为行政处罚',
  outcome: 'ineligible',
  class: 'severe',
  withinPublicity: true,
  basis: BY_THE_CITY,
  restore: '公示满最短期限且已履行处罚义务的，可向处罚机关申请信用修复；公示期满自动恢复适用。',
};

const OWN_REVIEW = '本市设定：复核规则';
const reviews: readonly Rule[] = [
  {
    kind: 'related-listing',
    code: 'responsible-person.listed',
    outcome: 'review',
    basis: '国办发〔2020〕49号；本市设定：复核规则',
    restore: '仅法定代表人被列入名单，请经办人核实后决定；主体本身未被列入。',
  },
  {
    kind: 'name-mismatch',
    code: 'subject.name-mismatch',
    outcome: 'review',
    basis: OWN_REVIEW,
    restore: '填写的名称与登记代码不符，请核对证照后重新核查。',
  },
  {
    kind: 'dissolved',
    code: 'subject.dissolved',
    outcome: 'review',
    basis: OWN_REVIEW,
    restore: '该主体已注销，请核实申请人主体资格。',
  },
  {
    kind: 'revoked',
    code: 'subject.revoked',
    outcome: 'review',
    basis: '公司法：被吊销营业执照的应当清算，不得开展与清算无关的经营活动；本市设定：复核规则',
    restore: '该主体的营业执照已被吊销，请核实其能否办理本事项；恢复登记或更正后不再复核。',
  },
  {
    kind: 'deceased',
    code: 'subject.deceased',
    outcome: 'review',
    basis: '民法典第十三条；本市设定：复核规则',
    restore: '登记有死亡信息，请核实申请人身份；登记有误的，由登记单位更正后不再复核。',
  },
];

const LIMIT = 3;
// A list that is published by the month is not late on the fourth day.
const SLOWER: Readonly<Record<string, number>> = { 'major-tax-violation': 25, 'death-record': 7 };
const read = [...severeLists.map(({ code }) => code), 'administrative-penalty'].concat([
  'credit-commitment',
  'false-commitment',
  // Asked of nobody where no source is registered.
  'registration',
  'death-record',
]);

// Rule set 2: every severe list that can be fed makes ineligible. How an installation that has rule set 1
// changes over stands in docs/operations.md.
export const ruleSet2: RuleSet = {
  version: 2,
  name: '告知承诺适用性核查规则（第二版：各严重失信主体名单、信用承诺履行）',
  rules: [
    {
      kind: 'matter',
      code: 'matter.not-listed',
      basis: NAME_OF_42,
      restore: '该事项不在本市告知承诺事项目录内，请按一般程序提交证明材料。',
    },
    ...severeLists.map(listRule),
    ...promises,
    severePenalty,
    ...reviews,
    {
      kind: 'freshness',
      code: 'feed.stale',
      catalogs: read.map((catalog) => ({ catalog, maxAgeWorkingDays: SLOWER[catalog] ?? LIMIT })),
      maxAgeWorkingDays: LIMIT,
      basis:
        '本市设定：超过三个工作日未更新的数据须人工复核；按月公布的重大税收违法失信主体为二十五个工作日，死亡登记为七个工作日',
      restore: '有关部门数据未按时更新，请稍后重新核查，或由经办人向数据来源单位核实。',
    },
  ],
};
