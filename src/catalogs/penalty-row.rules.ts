import type { Day } from '../kernel/day.ts';
import { checkIdentifier } from '../kernel/identifiers.ts';
import type { Fault } from '../kernel/problems.ts';
import type { Field, IdentifierDraft, SubjectDraft, Values } from './catalog.ts';
import { dayOrderFaults, missingFault } from './row-faults.ts';
import { documentDraft, kindFaults, kindOfSubject } from './subject-of-row.rules.ts';

// Basis: 发改办财金〔2018〕424号附件：what the columns of one penalty demand of each other.
export const penaltyFaults = (fields: readonly Field[], values: Values, today: Day): Fault[] => [
  ...counterpartFaults(fields, values, today),
  ...kindFaults('行政相对人类别', values.counterpartType, statedIdentifiers(values)),
  ...amountFaults(fields, values),
  ...revocationFaults(fields, values),
  ...dayOrderFaults(fields, values, [
    ['decisionDate', 'penaltyValidTo'],
    ['decisionDate', 'publicityEnd'],
    ['decisionDate', 'revokedOn'],
  ]),
];

const counterpartFaults = (fields: readonly Field[], values: Values, today: Day): Fault[] => {
  const missing = (names: readonly string[], when: string) =>
    names.filter((name) => !values[name]).map((name) => missingFault(fields, name, when));
  switch (values.counterpartType) {
    case '自然人':
      return missing(['personIdType', 'personIdNo'], '行政相对人是自然人');
    case '法人及非法人组织':
      return missing(['usccCode', 'legalRepresentative'], '行政相对人是法人及非法人组织');
    case '个体工商户':
      return oldIdentifiers(values, today).length > 0
        ? []
        : missing(['usccCode'], '行政相对人是个体工商户且没有有效的工商注册号');
    default:
      return [];
  }
};

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

const statedIdentifiers = (values: Values): IdentifierDraft[] => [
  ...(values.usccCode ? [{ type: 'uscc' as const, code: values.usccCode }] : []),
  ...documentDraft(values.personIdType, values.personIdNo),
];

// Old registration numbers help to find a file; one that does not check is kept as text only.
const oldIdentifiers = (values: Values, today: Day): IdentifierDraft[] =>
  (
    [
      ['business-registration-no', values.regNo],
      ['org-code', values.orgCode],
    ] as const
  ).flatMap(([type, raw]) => {
    const checked = raw ? checkIdentifier(type, raw, { today }) : undefined;
    return checked?.ok ? [{ type, code: checked.value.code }] : [];
  });

export const penaltySubject = (values: Values, today: Day): SubjectDraft => {
  const stated = statedIdentifiers(values);
  const kind = kindOfSubject(values.counterpartType, stated);
  const identifiers = kind === 'person' ? stated : [...stated, ...oldIdentifiers(values, today)];
  return { kind, name: values.counterpartName ?? '', identifiers, related: relatedPerson(kind, values) };
};

const relatedPerson = (kind: SubjectDraft['kind'], values: Values): SubjectDraft['related'] => {
  const [identifier] = documentDraft(values.legalRepIdType, values.legalRepIdNo);
  if (!identifier || kind === 'person') return [];
  const role = kind === 'individual-business' ? 'operator' : 'legal-representative';
  return [{ role, name: values.legalRepresentative ?? '', identifier }];
};
