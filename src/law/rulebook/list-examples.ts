import type { LawExample } from './setting.ts';

type Ends = readonly (readonly [list: string, result: string])[];

// Listed on 2 March 2026. What follows is stated list by list: a term that is changed turns its example.
const LISTED = '2026-03-02';
const eachOf = (part: string, given: string, ends: Ends): [string, LawExample][] =>
  ends.map(([list, result]) => [`list.${list}.${part}`, { given, when: LISTED, result }]);

export const listExamples: Readonly<Record<string, LawExample>> = Object.fromEntries([
  ...eachOf('term', '列入名单，决定未另载期限，期满', [
    ['judgment-defaulter', '2028-03-02'],
    ['serious-violation', '2029-03-02'],
    ['major-tax-violation', '2029-03-02'],
    ['wage-arrears', '2029-03-02'],
    ['work-safety-violation', '2029-03-02'],
    ['procurement-violation', '2029-03-02'],
    ['statistics-violation', '2027-03-02'],
    ['telecom-fraud', '2029-03-02'],
    ['telecom-fraud.accounts', '2028-03-02'],
    ['culture-tourism-violation', '2029-03-02'],
    ['social-organisation-violation', '2028-03-02'],
    ['intellectual-property-violation', '2027-03-02'],
    ['construction-violation', '2027-03-02'],
    ['drug-violation', '2029-03-02'],
    ['conscription-refusal', '2028-03-02'],
  ]),
  ...eachOf('earliest-removal', '列入名单，最早可提前移出', [
    ['judgment-defaulter', '2026-03-02'],
    ['serious-violation', '2027-03-02'],
    ['major-tax-violation', '2026-09-02'],
    ['wage-arrears', '2026-09-02'],
    ['work-safety-violation', '2027-03-02'],
    ['statistics-violation', '2026-09-02'],
    ['drug-violation', '2027-03-02'],
  ]),
  ...eachOf('extension-max', '列入名单，期限至多延长至', [
    ['judgment-defaulter', '2031-03-02'],
    ['statistics-violation', '2028-03-02'],
  ]),
]);
