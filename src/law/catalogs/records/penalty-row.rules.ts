import type { Day } from '../../../kernel/day.ts';
import type { Fault } from '../../../kernel/problems.ts';
import type { Field, Values } from '../catalog.ts';
import { dayOrderFaults, missingFault } from '../reading/row-faults.ts';
import { counterpartFaults } from './counterpart.rules.ts';

// Basis: 发改办财金〔2018〕424号附件：what the columns of one penalty demand of each other.
export const penaltyFaults = (fields: readonly Field[], values: Values, today: Day): Fault[] => [
  ...counterpartFaults(fields, values, today),
  ...amountFaults(fields, values),
  ...revocationFaults(fields, values),
  ...dayOrderFaults(fields, values, [
    ['actOn', 'decisionDate'],
    ['decisionDate', 'penaltyValidTo'],
    ['decisionDate', 'publicityEnd'],
    ['decisionDate', 'revokedOn'],
  ]),
];

const amountFaults = (fields: readonly Field[], values: Values): Fault[] => {
  const penalties = values.penaltyType ?? '';
  const demands: readonly (readonly [word: string, field: string])[] = [
    ['罚款', 'fineAmount'],
    ['没收', 'confiscateAmount'],
    ['暂扣', 'suspendedLicense'],
    ['吊销', 'suspendedLicense'],
  ];
  const unmet = demands.filter(([word, field]) => penalties.includes(word) && !values[field]);
  return unmet.map(([word, field]) => missingFault(fields, field, `处罚类别含${word}`));
};

const revocationFaults = (fields: readonly Field[], values: Values): Fault[] => {
  if (values.revokedOn && !values.revocationReason)
    return [missingFault(fields, 'revocationReason', '填写了撤销日期')];
  if (values.revocationReason && !values.revokedOn)
    return [missingFault(fields, 'revokedOn', '填写了撤销原因')];
  return [];
};
