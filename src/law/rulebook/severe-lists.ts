import { FALSE_COMMITMENT, type RemovalGround } from './removal-ground.ts';
import { removalGrounds, removalSettings } from './removal-grounds.ts';
import type { Setting } from './setting.ts';

// The day from which a listing's term runs. A subject that performs in time leaves by early removal; every
// number is a setting.
type StartsFrom = 'listing' | 'publication' | 'penalty' | 'decision';
export type SevereList = {
  code: string;
  name: string;
  authority: string;
  basis: string;
  trigger: string;
  startsFrom: StartsFrom;
  // null: no term of its own in what the registry knows; the authority's record says when it ends.
  termMonths: number | null;
  removalConditions: string;
  // How a subject leaves it before its term.
  grounds: readonly RemovalGround[];
  // By how much an authority may lengthen the term at once, at the least; null: by any number of days.
  extensionMinMonths: number | null;
  // By how much in all; null: not at all.
  extensionMaxMonths: number | null;
};

const PERFORMED = '履行义务、消除不良影响';
const SECTOR = '按行业主管部门规定';

const list = (
  code: string,
  name: string,
  about: Pick<SevereList, 'authority' | 'basis' | 'trigger'> & Partial<SevereList>,
): SevereList => ({
  code,
  name,
  startsFrom: 'listing',
  termMonths: null,
  removalConditions: SECTOR,
  grounds: removalGrounds(code),
  extensionMinMonths: null,
  extensionMaxMonths: null,
  ...about,
});

// Lists may be set only by law, regulation or central policy; the registry keeps them and decides none.
// Basis: 国办发〔2020〕49号
export const severeLists: readonly SevereList[] = [
  list('judgment-defaulter', '失信被执行人名单', {
    authority: '执行法院',
    basis: '最高人民法院关于公布失信被执行人名单信息的若干规定（2017修正）第二条、第十条；民事诉讼法',
    trigger: '有履行能力而拒不履行，或者以伪造证据、虚假诉讼、隐匿财产等方法妨碍、规避执行',
    startsFrom: 'publication',
    termMonths: 24,
    removalConditions:
      '没有期限的：履行完毕、和解履行完毕、申请执行人申请、依法中止、不予或者终结执行等，三个工作日内删除（第十条）；列有期限的，期满删除，积极履行或者主动纠正的可以提前删除（待核）',
    extensionMinMonths: 12,
    extensionMaxMonths: 36,
  }),
  list('serious-violation', '市场监管严重违法失信名单', {
    authority: '县级以上市场监督管理部门',
    basis: '市场监督管理严重违法失信名单管理办法（市场监管总局令第44号）',
    trigger: '列举的严重违法行为，并受到较重行政处罚',
    termMonths: 36,
    removalConditions: '已履行行政处罚决定、消除不良影响，且未再受较重行政处罚',
  }),
  list('major-tax-violation', '重大税收违法失信主体', {
    authority: '税务局（稽查局）',
    basis: '重大税收违法失信主体信息公布管理办法（税务总局令第54号）',
    trigger: '偷税一百万元以上且占比百分之十以上、虚开、骗税、抗税、走逃等',
    startsFrom: 'publication',
    termMonths: 36,
    removalConditions: '缴清税款、滞纳金、罚款，且公布满六个月；重整计划获批准、有突出贡献的，不受六个月限制',
  }),
  list('wage-arrears', '拖欠农民工工资失信联合惩戒对象', {
    authority: '县级以上人力资源社会保障部门',
    basis: '拖欠农民工工资失信联合惩戒对象名单管理暂行办法（人力资源社会保障部令第45号）',
    trigger: '责令限期支付后仍拖欠较大数额，或者引发群体性事件、极端事件',
    termMonths: 36,
    removalConditions: '改正违法行为并作出信用承诺，自改正之日起满六个月',
  }),
  list('work-safety-violation', '安全生产严重失信主体', {
    authority: '应急管理部门',
    basis: '安全生产严重失信主体名单管理办法（应急管理部令第11号）；安全生产法第七十八条',
    trigger: '较大以上事故、瞒报谎报、伪造证照等',
    termMonths: 36,
    removalConditions: PERFORMED,
  }),
  list('procurement-violation', '政府采购严重违法失信行为记录名单', {
    authority: '财政部门',
    basis: '政府采购法第七十七条；财办库〔2014〕526号',
    trigger: '罚款三万元以上、禁止参加政府采购活动一至三年',
    startsFrom: 'penalty',
    termMonths: 36,
    removalConditions: '处罚决定载明的禁止期限届满',
  }),
  list('statistics-violation', '统计严重失信企业', {
    authority: '统计局',
    basis: '统计严重失信企业信用管理办法（2022）；国统字〔2019〕33号',
    trigger: '提供不真实统计资料等',
    termMonths: 12,
    removalConditions: PERFORMED,
    extensionMaxMonths: 12,
  }),
  list('customs-violation', '海关严重失信企业', {
    authority: '海关',
    basis: '海关总署令第282号（2026-04-01 起施行）',
    trigger: '走私犯罪等',
    startsFrom: 'decision',
  }),
  list('telecom-fraud', '电信网络诈骗及其关联违法犯罪联合惩戒对象', {
    authority: '设区的市以上公安机关',
    basis: '反电信网络诈骗法第三十一条；电信网络诈骗及其关联违法犯罪联合惩戒办法',
    trigger: '因此被追究刑事责任，或者买卖、出租电话卡和账户等（后者期限 24 个月）',
    startsFrom: 'decision',
    termMonths: 36,
    removalConditions: '期限届满自动解除；连续惩戒不超过五年',
  }),
  list('culture-tourism-violation', '文化和旅游市场严重失信主体', {
    authority: '文化和旅游部门',
    basis: '文化和旅游市场信用管理规定（文化和旅游部令第7号）',
    trigger: '文化和旅游市场严重违法',
    termMonths: 36,
    removalConditions: PERFORMED,
  }),
  list('social-organisation-violation', '严重违法失信社会组织', {
    authority: '民政部门',
    basis: '社会组织信用信息管理办法（民政部令第60号）',
    trigger: '社会组织严重违法失信',
    termMonths: 24,
  }),
  list('intellectual-property-violation', '知识产权领域严重违法失信', {
    authority: '知识产权局',
    basis: '国知发保字〔2022〕8号',
    trigger: '知识产权领域严重违法',
    termMonths: 12,
  }),
  list('construction-violation', '建筑市场主体严重失信', {
    authority: '住房和城乡建设部门',
    basis: '建筑市场信用管理暂行办法',
    trigger: '建筑市场严重失信',
    termMonths: 12,
  }),
  list('drug-violation', '药品严重违法失信名单', {
    authority: '市场监督管理、药品监督管理部门',
    basis: '市场监管总局令第44号；药品监督管理部门规定',
    trigger: '食品药品严重违法',
    termMonths: 36,
    removalConditions: PERFORMED,
  }),
  list('fire-safety-violation', '消防安全严重失信', {
    authority: '消防救援机构',
    basis: SECTOR,
    trigger: '消防安全严重违法',
  }),
  list('overload-violation', '严重违法超限超载运输失信', {
    authority: '交通运输部门',
    basis: SECTOR,
    trigger: '多次违法超限超载',
  }),
  list('social-insurance-violation', '社会保险严重失信人', {
    authority: '人力资源社会保障部门',
    basis: '社会保险领域严重失信人名单管理暂行办法；国办发〔2020〕49号',
    trigger: '社会保险领域严重违法',
  }),
  list('securities-violation', '证券期货市场严重违法失信', {
    authority: '证监会',
    basis: '证券期货市场诚信监督管理办法（证监会令第166号）',
    trigger: '证券期货严重违法',
  }),
  list('conscription-refusal', '拒服兵役', {
    authority: '兵役机关',
    basis: '兵役法',
    trigger: '拒绝、逃避服兵役',
    startsFrom: 'decision',
    termMonths: 24,
  }),
];

export const termSetting = (code: string) => `list.${code}.term`;
export const shortestExtensionSetting = (code: string) => `list.${code}.extension-min`;
export const extensionSetting = (code: string) => `list.${code}.extension-max`;

const setting = (key: string, value: number | null, basis: string): Setting[] =>
  value === null ? [] : [{ key, value, unit: 'months', basis }];

// Sellers and lenders of cards and accounts are listed for less. Basis: 电信网络诈骗及其关联违法犯罪联合惩戒办法
const ofSellers = setting(
  'list.telecom-fraud.accounts.term',
  24,
  '电信网络诈骗及其关联违法犯罪联合惩戒办法：非法买卖、出租、出借电话卡和账户的',
);

export const severeListSettings: readonly Setting[] = ofSellers.concat(
  severeLists.flatMap((about) => [
    ...setting(termSetting(about.code), about.termMonths, about.basis),
    ...removalSettings(about.code),
    ...setting(shortestExtensionSetting(about.code), about.extensionMinMonths, about.basis),
    ...setting(extensionSetting(about.code), about.extensionMaxMonths, about.basis),
  ]),
  removalSettings(FALSE_COMMITMENT),
);
