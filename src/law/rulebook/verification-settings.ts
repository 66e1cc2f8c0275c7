import type { Setting } from './setting.ts';

const SHENZHEN_63 = '本市设定，参照深圳经济特区优化营商环境条例第六十三条';
const EQUAL = '本市设定，参照国发〔2019〕5号（双随机、一公开）';

const workingDays = (key: string, value: number, basis: string): Setting => ({
  key,
  value,
  unit: 'working-days',
  basis,
});
const percent = (key: string, value: number, basis: string): Setting => ({
  key,
  value,
  unit: 'percent',
  basis,
});

// When a promise must have been verified, how long it may be mended, and how many are drawn. Beside each rate
// of the draw stands that of those who promised nothing: a promise never brings more inspections.
// Basis: 国办发〔2020〕42号；国发〔2019〕5号
export const verificationSettings: readonly Setting[] = [
  workingDays('verification.due.key', 20, `${SHENZHEN_63}：重点核查自办结之日起`),
  workingDays('verification.due.general', 30, `${SHENZHEN_63}：一般核查自抽中之日起`),
  workingDays(
    'verification.rectify.max',
    30,
    '本市设定，参照深圳经济特区优化营商环境条例第六十四条：限期整改的最长期限',
  ),
  percent('verification.sample.high', 20, `${EQUAL}：按风险等级确定抽查比例`),
  percent('verification.sample.medium', 10, `${EQUAL}：按风险等级确定抽查比例`),
  percent('verification.sample.low', 5, `${EQUAL}：按风险等级确定抽查比例`),
  percent('inspection.sample.high', 20, `${EQUAL}：未作承诺的同类主体的抽查比例`),
  percent('inspection.sample.medium', 10, `${EQUAL}：未作承诺的同类主体的抽查比例`),
  percent('inspection.sample.low', 5, `${EQUAL}：未作承诺的同类主体的抽查比例`),
];
