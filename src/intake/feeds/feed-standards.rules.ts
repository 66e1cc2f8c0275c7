// Basis: 发改办财金〔2018〕424号: licences and penalties reach the platform within seven working days of the
// decision.
const doublePublicity: ReadonlySet<string> = new Set(['administrative-licence', 'administrative-penalty']);

export const isDoublePublicity = (catalog: string): boolean => doublePublicity.has(catalog);

// The national templates give these optional columns for nearly every record; their filled share is the
// completeness.
// Basis of the lists' columns: 国办发〔2020〕49号 (a decision states measures, removal and remedy).
// Columns that apply to some records only are left out, and so are second codes of a subject with a credit
// code.
// A catalogue without a line is not measured.
const expected: Readonly<Record<string, readonly string[]>> = {
  'administrative-licence': ['certificateName', 'licenseNo'],
  'administrative-penalty': ['publicityEnd', 'procedureType'],
  'credit-commitment': ['validTo'],
  'credit-evaluation': ['validTo'],
  honour: ['validTo'],
  'major-tax-violation': ['measuresNote', 'removalConditions', 'remedy', 'documentNo'],
  'procurement-violation': ['measuresNote', 'removalConditions', 'remedy', 'documentNo'],
  registration: ['entityType', 'approvedOn', 'validFrom', 'capital', 'scope'],
  'wage-arrears': ['measuresNote', 'removalConditions', 'remedy', 'arrears'],
  'work-safety-violation': ['measuresNote', 'removalConditions', 'remedy'],
};
const none: readonly string[] = [];

export const expectedFieldsOf = (catalog: string): readonly string[] => expected[catalog] ?? none;
export const measuredCatalogs: readonly string[] = Object.keys(expected);
