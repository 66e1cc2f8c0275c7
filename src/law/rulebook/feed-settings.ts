import type { Setting } from './setting.ts';

const FEED_424 = '发改办财金〔2018〕424号：自作出决定之日起七个工作日内';
const COURT = '本市设定：每日归集';
const OWN = '本市设定';

const LISTS_AND_DECISIONS = [
  'abnormal-operation',
  'administrative-act',
  'conscription-refusal',
  'construction-violation',
  'credit-commitment',
  'culture-tourism-violation',
  'customs-violation',
  'death-record',
  'drug-violation',
  'false-commitment',
  'fire-safety-violation',
  'intellectual-property-violation',
  'judicial-decision',
  'overload-violation',
  'procurement-violation',
  'securities-violation',
  'serious-violation',
  'social-insurance-violation',
  'social-organisation-violation',
  'statistics-violation',
  'telecom-fraud',
  'wage-arrears',
  'work-safety-violation',
];
const RARE = [
  'contract-performance',
  'credit-evaluation',
  'honour',
  'intellectual-property',
  'legal-compliance',
  'professional-qualification',
  'self-declared',
];

const every = (catalog: string, value: number, basis: string): Setting => ({
  key: `feed.every.${catalog}`,
  value,
  unit: 'working-days',
  basis,
});
const weight = (part: string, value: number): Setting => ({
  key: `scorecard.weight.${part}`,
  value,
  unit: 'percent',
  basis: `${OWN}：考核权重，缺项时按其余各项权重折算`,
});

const eachOf = (catalogs: readonly string[], value: number, basis: string): Setting[] =>
  catalogs.map((catalog) => every(catalog, value, basis));

// The longest time between two reports of a catalogue, as a number; its words are the catalogue's
// updateFrequency. A catalogue without a line of its own is expected as feed.every.default says.
export const feedSettings: readonly Setting[] = [
  every('default', 7, `${OWN}：参照双公示时限`),
  ...eachOf(['administrative-licence', 'administrative-penalty'], 7, FEED_424),
  ...eachOf(['judgment-defaulter', 'unperformed-judgment'], 1, COURT),
  every('registration', 1, `${OWN}：登记信息每日归集`),
  ...eachOf(LISTS_AND_DECISIONS, 7, `${OWN}：参照双公示时限`),
  every('major-tax-violation', 22, '重大税收违法失信主体信息公布管理办法（国家税务总局令第54号）：按月公布'),
  every('tax-arrears', 65, '欠税公告办法（试行）（国家税务总局令第9号）：企业每季公告一次'),
  ...eachOf(RARE, 22, `${OWN}：无固定发生频率，按月归集`),
  { key: 'feed.due-soon', value: 1, unit: 'working-days', basis: `${OWN}：到期前一个工作日起提示应报` },
  weight('punctuality', 30),
  weight('acceptance', 30),
  weight('timeliness', 25),
  weight('completeness', 15),
];
