import type { LawExample } from '../setting.ts';

// The last good report came on Monday, 2 March 2026; the next is expected by the day stated.
const LAST = '2026-03-02';
const byNext: Readonly<Record<string, readonly string[]>> = {
  '2026-03-03': ['judgment-defaulter', 'unperformed-judgment', 'registration'],
  '2026-03-11': [
    'default',
    'administrative-licence',
    'administrative-penalty',
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
  ],
  '2026-04-01': [
    'major-tax-violation',
    'contract-performance',
    'credit-evaluation',
    'honour',
    'intellectual-property',
    'legal-compliance',
    'professional-qualification',
    'self-declared',
  ],
  '2026-06-04': ['tax-arrears'],
};

const weight = (part: string, result: string): [string, LawExample] => [
  `scorecard.weight.${part}`,
  { given: '该项得零分，其余各项满分，当月得分', when: LAST, result },
];

export const feedExamples: Readonly<Record<string, LawExample>> = Object.fromEntries([
  ...Object.entries(byNext).flatMap(([result, catalogs]) =>
    catalogs.map((catalog): [string, LawExample] => [
      `feed.every.${catalog}`,
      { given: '最近一次正常报送，下次最迟', when: LAST, result },
    ]),
  ),
  ['feed.due-soon', { given: '每七个工作日报送的，自此日起提示应报', when: LAST, result: '2026-03-10' }],
  weight('punctuality', '70'),
  weight('acceptance', '70'),
  weight('timeliness', '75'),
  weight('completeness', '85'),
]);
