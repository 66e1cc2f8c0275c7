import type { LawExample } from '../setting.ts';

type Ends = readonly (readonly [list: string, result: string])[];

// Listed on 2 March 2026. The outcome is stated list by list: a term that is changed turns its example.
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
  ...eachOf('removal.performed.wait', '列入名单、履行义务，最早可移出', [
    ['serious-violation', '2027-03-02'],
    ['work-safety-violation', '2027-03-02'],
    ['procurement-violation', '2027-03-02'],
    ['statistics-violation', '2026-09-02'],
    ['customs-violation', '2027-03-02'],
    ['telecom-fraud', '2027-03-02'],
    ['culture-tourism-violation', '2027-03-02'],
    ['social-organisation-violation', '2027-03-02'],
    ['intellectual-property-violation', '2027-03-02'],
    ['construction-violation', '2027-03-02'],
    ['drug-violation', '2027-03-02'],
    ['fire-safety-violation', '2027-03-02'],
    ['overload-violation', '2027-03-02'],
    ['social-insurance-violation', '2027-03-02'],
    ['securities-violation', '2027-03-02'],
    ['conscription-refusal', '2027-03-02'],
  ]),
  ...eachOf('removal.paid.wait', '公布、缴清税款，最早可移出', [['major-tax-violation', '2026-09-02']]),
  ...eachOf('removal.corrected.wait', '改正，最早可移出', [
    ['wage-arrears', '2026-09-02'],
    ['false-commitment', '2026-03-02'],
  ]),
  ...eachOf('removal.withdrawn-by-source.wait', '列入名单，认定单位撤回，最早可移出', [
    ['judgment-defaulter', '2026-03-02'],
    ['serious-violation', '2026-03-02'],
    ['major-tax-violation', '2026-03-02'],
    ['wage-arrears', '2026-03-02'],
    ['work-safety-violation', '2026-03-02'],
    ['procurement-violation', '2026-03-02'],
    ['statistics-violation', '2026-03-02'],
    ['customs-violation', '2026-03-02'],
    ['telecom-fraud', '2026-03-02'],
    ['culture-tourism-violation', '2026-03-02'],
    ['social-organisation-violation', '2026-03-02'],
    ['intellectual-property-violation', '2026-03-02'],
    ['construction-violation', '2026-03-02'],
    ['drug-violation', '2026-03-02'],
    ['fire-safety-violation', '2026-03-02'],
    ['overload-violation', '2026-03-02'],
    ['social-insurance-violation', '2026-03-02'],
    ['securities-violation', '2026-03-02'],
    ['conscription-refusal', '2026-03-02'],
  ]),
  ...eachOf('extension-min', '列入名单，期限至当日，至少延长至', [['judgment-defaulter', '2027-03-02']]),
  ...eachOf('extension-max', '列入名单，期限至多延长至', [
    ['judgment-defaulter', '2031-03-02'],
    ['statistics-violation', '2028-03-02'],
  ]),
]);
