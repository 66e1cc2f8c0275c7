import type { Setting } from './setting.ts';

const ORDER_36 = '信用修复管理办法（国家发展改革委令第36号），2026-04-01 起施行';
const ORDER_58 = '失信行为纠正后的信用信息修复管理办法（试行）（国家发展改革委令第58号）';
const RULES_2019 = '发改办财金〔2019〕527号';
const PLAN_22 = '国办发〔2025〕22号';

const workingDays = (key: string, value: number, basis: string): Setting => ({
  key,
  value,
  unit: 'working-days',
  basis,
});
const months = (key: string, value: number, basis: string): Setting => ({
  key,
  value,
  unit: 'months',
  basis,
});
const rule = (value: number, from: string, basis: string): Setting => ({
  key: 'repair.rule',
  value,
  unit: 'count',
  basis,
  from,
});

// Credit repair and dispute: terms in working days, the shortest publicity under each rule, and which rule is
// in force when.
// Basis: 国办发〔2025〕22号；信用修复管理办法（国家发展改革委令第36号）；异议期限为本市设定，参照上海、浙江的条例
export const caseSettings: readonly Setting[] = [
  rule(2019, '2020-01-01', RULES_2019),
  rule(58, '2023-05-01', `${ORDER_58}，2023-05-01 至 2026-03-31`),
  rule(36, '2026-04-01', ORDER_36),
  workingDays('repair.accept', 3, PLAN_22),
  workingDays('repair.decide', 7, ORDER_36),
  workingDays('repair.decide-extended', 10, `${ORDER_36}：情况复杂或需要核查的`),
  months('repair.order-58.min', 3, ORDER_58),
  months('repair.order-58.protected.min', 12, `${ORDER_58}：食品、药品、特种设备、安全生产、消防领域`),
  months('repair.rules-2019.ordinary.min', 3, RULES_2019),
  months('repair.rules-2019.severe.min', 6, RULES_2019),
  months(
    'repair.reapply-bar',
    0,
    '本市设定：不设再次申请的限制（0 为不限）；未见上位依据，信用修复管理办法（国家发展改革委令第36号）第二条只认法律和中央文件的限制',
  ),
  workingDays('complaint.handle', 5, '本市设定：国家未规定期限；登记机构受理、查实、处理投诉每一步的期限'),
  workingDays('complaint.answer', 10, '本市设定：国家未规定期限；被投诉单位答复交办的期限'),
  workingDays('dispute.decide', 5, '本市设定，参照上海市社会信用条例第三十六条'),
  workingDays('dispute.decide-extended', 20, '本市设定，参照浙江省公共信用信息管理条例第三十一条'),
];
