// Written by scripts/list-catalogs.ts from the *.catalog.ts files below this folder.
import type { Catalog } from './catalog.ts';
import { abnormalOperation } from './lists/abnormal-operation.catalog.ts';
import { conscriptionRefusal } from './lists/conscription-refusal.catalog.ts';
import { constructionViolation } from './lists/construction-violation.catalog.ts';
import { cultureTourismViolation } from './lists/culture-tourism-violation.catalog.ts';
import { customsViolation } from './lists/customs-violation.catalog.ts';
import { drugViolation } from './lists/drug-violation.catalog.ts';
import { fireSafetyViolation } from './lists/fire-safety-violation.catalog.ts';
import { honour } from './lists/honour.catalog.ts';
import { intellectualPropertyViolation } from './lists/intellectual-property-violation.catalog.ts';
import { judgmentDefaulter } from './lists/judgment-defaulter.catalog.ts';
import { majorTaxViolation } from './lists/major-tax-violation.catalog.ts';
import { overloadViolation } from './lists/overload-violation.catalog.ts';
import { procurementViolation } from './lists/procurement-violation.catalog.ts';
import { securitiesViolation } from './lists/securities-violation.catalog.ts';
import { seriousViolation } from './lists/serious-violation.catalog.ts';
import { socialInsuranceViolation } from './lists/social-insurance-violation.catalog.ts';
import { socialOrganisationViolation } from './lists/social-organisation-violation.catalog.ts';
import { statisticsViolation } from './lists/statistics-violation.catalog.ts';
import { telecomFraud } from './lists/telecom-fraud.catalog.ts';
import { wageArrears } from './lists/wage-arrears.catalog.ts';
import { workSafetyViolation } from './lists/work-safety-violation.catalog.ts';
import { administrativeAct } from './records/administrative-act.catalog.ts';
import { administrativeLicence } from './records/administrative-licence.catalog.ts';
import { administrativePenalty } from './records/administrative-penalty.catalog.ts';
import { contractPerformance } from './records/contract-performance.catalog.ts';
import { creditCommitment } from './records/credit-commitment.catalog.ts';
import { creditEvaluation } from './records/credit-evaluation.catalog.ts';
import { deathRecord } from './records/death-record.catalog.ts';
import { falseCommitment } from './records/false-commitment.catalog.ts';
import { intellectualProperty } from './records/intellectual-property.catalog.ts';
import { judicialDecision } from './records/judicial-decision.catalog.ts';
import { legalCompliance } from './records/legal-compliance.catalog.ts';
import { professionalQualification } from './records/professional-qualification.catalog.ts';
import { registration } from './records/registration.catalog.ts';
import { selfDeclared } from './records/self-declared.catalog.ts';
import { taxArrears } from './records/tax-arrears.catalog.ts';
import { unperformedJudgment } from './records/unperformed-judgment.catalog.ts';

export const allCatalogs: readonly Catalog[] = [
  abnormalOperation,
  administrativeAct,
  administrativeLicence,
  administrativePenalty,
  conscriptionRefusal,
  constructionViolation,
  contractPerformance,
  creditCommitment,
  creditEvaluation,
  cultureTourismViolation,
  customsViolation,
  deathRecord,
  drugViolation,
  falseCommitment,
  fireSafetyViolation,
  honour,
  intellectualPropertyViolation,
  intellectualProperty,
  judgmentDefaulter,
  judicialDecision,
  legalCompliance,
  majorTaxViolation,
  overloadViolation,
  procurementViolation,
  professionalQualification,
  registration,
  securitiesViolation,
  selfDeclared,
  seriousViolation,
  socialInsuranceViolation,
  socialOrganisationViolation,
  statisticsViolation,
  taxArrears,
  telecomFraud,
  unperformedJudgment,
  wageArrears,
  workSafetyViolation,
];
