import type { Day } from '../../../kernel/day.ts';
import type { Fault } from '../../../kernel/problems.ts';
import type { Field, IdentifierDraft, SubjectDraft, Values } from '../catalog.ts';
import { oldIdentifiers } from '../reading/old-identifiers.rules.ts';
import { missingFault } from '../reading/row-faults.ts';
import { documentDraft, kindFaults, kindOfSubject, relatedPersons } from '../reading/subject-of-row.rules.ts';

// Basis: 发改办财金〔2018〕424号附件：what the columns about the 行政相对人 demand of each other, in penalties and licences
// alike.
export const counterpartFaults = (fields: readonly Field[], values: Values, today: Day): Fault[] => [
  ...missingParts(fields, values, today),
  ...kindFaults('行政相对人类别', values.counterpartType, statedIdentifiers(values)),
];

const missingParts = (fields: readonly Field[], values: Values, today: Day): Fault[] => {
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

const statedIdentifiers = (values: Values): IdentifierDraft[] => [
  ...(values.usccCode ? [{ type: 'uscc' as const, code: values.usccCode }] : []),
  ...documentDraft(values.personIdType, values.personIdNo, values.idCountry),
];

export const counterpartSubject = (values: Values, today: Day): SubjectDraft => {
  const stated = statedIdentifiers(values);
  const kind = kindOfSubject(values.counterpartType, stated);
  const identifiers = kind === 'person' ? stated : [...stated, ...oldIdentifiers(values, today)];
  return {
    kind,
    name: values.counterpartName ?? '',
    identifiers,
    related: relatedPersons(kind, values),
  };
};
