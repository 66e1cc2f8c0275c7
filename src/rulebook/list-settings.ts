import type { Setting } from './settings.ts';

const months = (key: string, value: number, basis: string): Setting => ({
  key,
  value,
  unit: 'months',
  basis,
});

const TAX = '重大税收违法失信主体信息公布管理办法（税务总局令第54号）';
const WAGE = '拖欠农民工工资失信联合惩戒对象名单管理暂行办法（人力资源社会保障部令第45号）';
const SAFETY = '安全生产严重失信主体名单管理办法（应急管理部令第11号）';
const PROCUREMENT = '财办库〔2014〕526号；政府采购法第七十七条';

// Terms of the severe lists, each from the day that the list's own rule names, and how early one may leave. domain.md §3.2
export const listSettings: readonly Setting[] = [
  months('list.major-tax-violation.term', 36, `${TAX}：自公布之日起`),
  months('list.major-tax-violation.earliest-removal', 6, `${TAX}：缴清税款、滞纳金、罚款后`),
  months('list.wage-arrears.term', 36, `${WAGE}：自列入之日起`),
  months('list.wage-arrears.earliest-removal', 6, `${WAGE}：改正违法行为并作出信用承诺后`),
  months('list.work-safety-violation.term', 36, `${SAFETY}：自列入之日起`),
  months('list.work-safety-violation.earliest-removal', 12, `${SAFETY}：履行义务、消除影响后`),
  months(
    'list.procurement-violation.term',
    36,
    `${PROCUREMENT}：自处罚日期起；决定载明禁止期限的，至该期限届满`,
  ),
  months('retention.neutral', 60, '本市设定：中性信息在其有效期届满后再保存五年'),
];
