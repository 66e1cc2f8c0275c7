// Written by scripts/list-catalogs.ts from the *.catalog.ts files below this folder.
import type { Catalog } from './catalog.ts';
import { abnormalOperation } from './lists/abnormal-operation.catalog.ts';
import { honour } from './lists/honour.catalog.ts';
import { judgmentDefaulter } from './lists/judgment-defaulter.catalog.ts';
import { majorTaxViolation } from './lists/major-tax-violation.catalog.ts';
import { procurementViolation } from './lists/procurement-violation.catalog.ts';
import { seriousViolation } from './lists/serious-violation.catalog.ts';
import { wageArrears } from './lists/wage-arrears.catalog.ts';
import { workSafetyViolation } from './lists/work-safety-violation.catalog.ts';
import { administrativeAct } from './records/administrative-act.catalog.ts';
import { administrativeLicence } from './records/administrative-licence.catalog.ts';
import { administrativePenalty } from './records/administrative-penalty.catalog.ts';
import { contractPerformance } from './records/contract-performance.catalog.ts';
import { creditCommitment } from './records/credit-commitment.catalog.ts';
import { creditEvaluation } from './records/credit-evaluation.catalog.ts';
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
  contractPerformance,
  creditCommitment,
  creditEvaluation,
  falseCommitment,
  honour,
  intellectualProperty,
  judgmentDefaulter,
  judicialDecision,
  legalCompliance,
  majorTaxViolation,
  procurementViolation,
  professionalQualification,
  registration,
  selfDeclared,
  seriousViolation,
  taxArrears,
  unperformedJudgment,
  wageArrears,
  workSafetyViolation,
];
