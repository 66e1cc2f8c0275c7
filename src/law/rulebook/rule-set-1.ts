import type { RuleSet } from './rule-set.schema.ts';

const ACCORDING_TO_42 =
  '《国务院办公厅关于全面推行证明事项和涉企经营许可事项告知承诺制的指导意见》（国办发〔2020〕42号）';

// Rule set 1. There is no national definition of 较严重的不良信用记录: each rule carries its own basis.
export const ruleSet1: RuleSet = {
  version: 1,
  name: '告知承诺适用性核查规则（首版）',
  rules: [
    {
      kind: 'matter',
      code: 'matter.not-listed',
      basis: `${ACCORDING_TO_42}`,
      restore: '该事项不在本市告知承诺事项目录内，请按一般程序提交证明材料。',
    },
    {
      kind: 'listing',
      code: 'list.judgment-defaulter',
      list: 'judgment-defaulter',
      title: '失信被执行人名单',
      outcome: 'ineligible',
      basis: `《最高人民法院关于公布失信被执行人名单信息的若干规定》；${ACCORDING_TO_42}`,
      restore: '请履行生效法律文书确定的义务，由执行法院在三个工作日内删除失信信息后恢复适用。',
    },
    {
      kind: 'listing',
      code: 'list.serious-violation',
      list: 'serious-violation',
      title: '严重违法失信名单',
      outcome: 'ineligible',
      basis: `《市场监督管理严重违法失信名单管理办法》（国家市场监督管理总局令第44号）；${ACCORDING_TO_42}`,
      restore: '列入满一年且已履行处罚、消除影响的，可向作出列入决定的机关申请提前移出；期满自动移出。',
    },
    {
      kind: 'record',
      code: 'commitment.false',
      catalog: 'false-commitment',
      title: '虚假承诺',
      outcome: 'ineligible',
      withinPublicity: false,
      basis: ACCORDING_TO_42,
      restore: '请改正虚假承诺行为并向认定单位申请信用修复，修复后恢复适用。',
    },
    {
      kind: 'record',
      code: 'penalty.severe',
      catalog: 'administrative-penalty',
      title: '严重失信行为行政处罚',
      outcome: 'ineligible',
      class: 'severe',
      withinPublicity: true,
      basis: `${ACCORDING_TO_42}；国办发〔2025〕22号第二条；信用修复管理办法（国家发展改革委令第36号）`,
      restore: '公示满一年且已履行处罚义务的，可向处罚机关申请信用修复；公示期满自动恢复适用。',
    },
    {
      kind: 'related-listing',
      code: 'responsible-person.listed',
      outcome: 'review',
      basis: '国办发〔2020〕49号；本市复核规则',
      restore: '仅法定代表人被列入名单，请经办人核实后决定；主体本身未被列入。',
    },
    {
      kind: 'name-mismatch',
      code: 'subject.name-mismatch',
      outcome: 'review',
      basis: '本市复核规则',
      restore: '填写的名称与登记代码不符，请核对证照后重新核查。',
    },
    {
      kind: 'dissolved',
      code: 'subject.dissolved',
      outcome: 'review',
      basis: '本市复核规则',
      restore: '该主体已注销，请核实申请人主体资格。',
    },
    {
      kind: 'freshness',
      code: 'feed.stale',
      maxAgeWorkingDays: 3,
      basis: '本市复核规则（window.max-feed-age）',
      restore: '有关部门数据未按时更新，请稍后重新核查，或由经办人向数据来源单位核实。',
    },
  ],
};
