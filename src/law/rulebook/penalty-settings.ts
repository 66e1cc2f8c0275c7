import { classNumber } from '../catalogs/records/penalty-class.rules.ts';
import { penaltyKinds } from '../catalogs/records/penalty-kinds.ts';
import type { Setting } from './setting.ts';

const LARGE =
  '国办发〔2025〕22号第二条「较大数额罚款」为一般失信；数额为本市设定（待核），参照税务行政处罚听证程序实施办法（试行）第三条';
const HUGE = '国办发〔2025〕22号第二条：巨额罚款为严重失信（待核）；数额为本市设定（待核）';
const HUGE_OF_FIRMS = `${HUGE}，参照财库〔2022〕3号（较大数额罚款为二百万元以上）`;
const SIMPLE = '行政处罚法第五十一条：当场处罚限于警告和对公民二百元以下、对法人或者其他组织三千元以下的罚款';

const amount = (key: string, value: number, basis: string): Setting => ({
  key,
  value,
  unit: 'ten-thousand-yuan',
  basis,
});

const ofKinds = penaltyKinds.flatMap(({ word, setting, weight, isSimple, basis }): Setting[] => [
  ...(weight === null
    ? []
    : [
        {
          key: `penalty.class.${setting}`,
          value: classNumber(weight),
          unit: 'class' as const,
          basis: `${word}：${basis}`,
        },
      ]),
  {
    key: `penalty.simple.${setting}`,
    value: isSimple ? 1 : 0,
    unit: 'count',
    basis: `${word}可否适用简易程序，1 可以、0 不可以（待核）：${SIMPLE}`,
  },
]);

// Where a feed states no class, these give it; the sector authority's own class goes before them. An amount
// counts from itself on: a fine of exactly the large amount is large. Basis: 国办发〔2025〕22号第二条；行政处罚法第五十一条
export const penaltySettings: readonly Setting[] = [
  ...ofKinds,
  {
    key: 'penalty.class.small-fine',
    value: 1,
    unit: 'class',
    basis: '国办发〔2025〕22号第二条：未达较大数额的罚款；本市设定（待核）',
  },
  {
    key: 'penalty.class.large-fine',
    value: 2,
    unit: 'class',
    basis: '国办发〔2025〕22号第二条：较大数额罚款（待核）',
  },
  { key: 'penalty.class.huge-fine', value: 3, unit: 'class', basis: HUGE },
  {
    key: 'penalty.class.simple-procedure',
    value: 1,
    unit: 'class',
    basis: '国办发〔2025〕22号第二条：以简易程序作出的行政处罚为轻微失信（待核）',
  },
  amount('penalty.large-fine.person', 0.2, LARGE),
  amount('penalty.large-fine.organisation', 1, LARGE),
  amount('penalty.large-fine.individual-business', 1, `${LARGE}；个体工商户按其他组织计`),
  amount('penalty.huge-fine.person', 20, HUGE),
  amount('penalty.huge-fine.organisation', 200, HUGE_OF_FIRMS),
  amount('penalty.huge-fine.individual-business', 50, HUGE),
  amount('penalty.simple-fine.person', 0.02, SIMPLE),
  amount('penalty.simple-fine.organisation', 0.3, SIMPLE),
  amount(
    'penalty.simple-fine.individual-business',
    0.3,
    `${SIMPLE}；本市设定（待核）：个体工商户按其他组织计`,
  ),
];
