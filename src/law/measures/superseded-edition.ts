import type { Measure } from './measure.rules.ts';

type Worded = Partial<Pick<Measure, 'title' | 'content' | 'target' | 'basis' | 'departments' | 'lists'>>;

// The edition that this program seeded until November 2026, and how it read where the present one differs.
export const SUPERSEDED = 2024;
export const superseded: Readonly<Record<string, Worded>> = {
  'MARKET_ENTRY.PROCUREMENT_BAR': {
    title: '限制市场或行业准入：政府采购',
    content: '一至三年内禁止参加政府采购活动',
    target: '供应商、采购代理机构',
    basis: '政府采购法第二十二条、第七十七条',
    lists: ['judgment-defaulter', 'serious-violation'],
  },
  'MARKET_ENTRY.BIDDING_BAR': {
    content: '取消依法必须进行招标的项目的投标资格',
    target: '投标人',
    basis: '招标投标法第五十三条、第五十四条、第六十条',
    lists: ['judgment-defaulter', 'serious-violation'],
  },
  POSITION_BAR: {
    title: '限制任职',
    content: '不得担任公司董事、监事、高级管理人员，已任职的依法变更登记',
    basis: '公司法第一百七十八条；公务员法第二十六条',
    departments: ['市场监督管理局', '市场监管局', '组织部', '人力资源和社会保障局'],
    lists: ['judgment-defaulter', 'serious-violation'],
  },
  FUND_LIMIT: {
    basis: '财政违法行为处罚处分条例',
  },
  HONOUR_LIMIT: {
    content: '不得授予荣誉称号，已授予的依规撤销',
    basis: '市场监督管理严重违法失信名单管理办法（总局令第44号）第十五条',
  },
  CONVENIENCE_LIMIT: {
    basis: '国办发〔2020〕42号；市场监督管理严重违法失信名单管理办法（总局令第44号）第十五条',
  },
  KEY_SUPERVISION: {
    content: '提高抽查比例和频次，不适用免检',
    basis: '市场监督管理严重违法失信名单管理办法（总局令第44号）第十五条',
    departments: ['市场监督管理局', '市场监管局', '应急管理局', '生态环境局'],
  },
  'MARKET_ENTRY.PROCUREMENT_QUALIFICATION': {
    content: '拒绝其参与政府采购活动',
    target: '供应商、采购代理机构',
    basis: '政府采购法第二十二条、第七十七条；财库〔2016〕125号',
    lists: ['major-tax-violation', 'procurement-violation'],
  },
  'FUND_LIMIT.FIELD_LISTS': {
    basis: '财政违法行为处罚处分条例；国办发〔2020〕49号',
    lists: ['major-tax-violation', 'wage-arrears', 'work-safety-violation', 'procurement-violation'],
  },
  'HONOUR_LIMIT.FIELD_LISTS': {
    content: '不得授予荣誉称号，已授予的依规撤销',
    basis: '国办发〔2020〕49号；各名单管理办法',
    lists: ['major-tax-violation', 'wage-arrears', 'work-safety-violation', 'procurement-violation'],
  },
  'CONVENIENCE_LIMIT.FIELD_LISTS': {
    basis: '国办发〔2020〕49号；国办发〔2020〕42号',
  },
  'KEY_SUPERVISION.FIELD_LISTS': {
    basis: '国办发〔2019〕35号；各名单管理办法',
  },
  'ENROLMENT_LIMIT.CONSCRIPTION': {
    content: '两年内不得为其办理升学或者复学手续，不得录用为公务员或者参照公务员法管理的工作人员，不准出境',
    basis: '兵役法第五十七条',
  },
  'MARKET_ENTRY.FOOD_DRUG': {
    content: '依法在规定年限内不予受理食品、药品许可申请',
    basis: '食品安全法第一百三十五条；药品管理法第一百二十三条',
    lists: ['drug-violation'],
  },
  'CONVENIENCE_LIMIT.FURTHER_LISTS': {
    basis: '国办发〔2020〕49号；国办发〔2020〕42号',
    lists: [
      'statistics-violation',
      'customs-violation',
      'telecom-fraud',
      'culture-tourism-violation',
      'social-organisation-violation',
      'intellectual-property-violation',
      'construction-violation',
      'drug-violation',
      'fire-safety-violation',
      'overload-violation',
      'social-insurance-violation',
      'securities-violation',
      'conscription-refusal',
    ],
  },
  'CREDIT_REPORT_INCLUSION.FURTHER_LISTS': {
    lists: [
      'statistics-violation',
      'customs-violation',
      'telecom-fraud',
      'culture-tourism-violation',
      'social-organisation-violation',
      'intellectual-property-violation',
      'construction-violation',
      'drug-violation',
      'fire-safety-violation',
      'overload-violation',
      'social-insurance-violation',
      'securities-violation',
      'conscription-refusal',
    ],
  },
};
