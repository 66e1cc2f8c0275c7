// Written by scripts/list-catalogs.ts from the *.catalog.ts files of this folder.
import { abnormalOperation } from './abnormal-operation.catalog.ts';
import { administrativeAct } from './administrative-act.catalog.ts';
import { administrativeLicence } from './administrative-licence.catalog.ts';
import { administrativePenalty } from './administrative-penalty.catalog.ts';
import type { Catalog } from './catalog.ts';
import { contractPerformance } from './contract-performance.catalog.ts';
import { creditCommitment } from './credit-commitment.catalog.ts';
import { creditEvaluation } from './credit-evaluation.catalog.ts';
import { falseCommitment } from './false-commitment.catalog.ts';
import { honour } from './honour.catalog.ts';
import { intellectualProperty } from './intellectual-property.catalog.ts';
import { judgmentDefaulter } from './judgment-defaulter.catalog.ts';
import { judicialDecision } from './judicial-decision.catalog.ts';
import { legalCompliance } from './legal-compliance.catalog.ts';
import { majorTaxViolation } from './major-tax-violation.catalog.ts';
import { procurementViolation } from './procurement-violation.catalog.ts';
import { professionalQualification } from './professional-qualification.catalog.ts';
import { registration } from './registration.catalog.ts';
import { selfDeclared } from './self-declared.catalog.ts';
import { seriousViolation } from './serious-violation.catalog.ts';
import { taxArrears } from './tax-arrears.catalog.ts';
import { unperformedJudgment } from './unperformed-judgment.catalog.ts';
import { wageArrears } from './wage-arrears.catalog.ts';
import { workSafetyViolation } from './work-safety-violation.catalog.ts';

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
