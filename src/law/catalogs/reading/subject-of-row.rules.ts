import { type IdentifierType, isPersonIdentifier } from '../../../kernel/identifiers.ts';
import { ownValue } from '../../../kernel/own-keys.ts';
import type { Fault } from '../../../kernel/problems.ts';
import { usccSubjectKind } from '../../../kernel/uscc.ts';
import type { IdentifierDraft, SubjectDraft, Values } from '../catalog.ts';
import { documentTypes } from '../document-types.ts';
import { faultAt } from './row-faults.ts';

const KINDS: Readonly<Record<string, SubjectDraft['kind']>> = {
  法人及非法人组织: 'organisation',
  自然人: 'person',
  个体工商户: 'individual-business',
};

// One column may hold codes of several kinds: the kind of subject says which one it is.
export const codeTypeOf = (kind: string | undefined): IdentifierType =>
  kind === undefined || kind === '自然人' ? 'citizen-id' : 'uscc';

export const documentDraft = (
  told: string | undefined,
  code: string | undefined,
  country?: string | undefined,
): IdentifierDraft[] => {
  if (!code) return [];
  const type = documentTypes[told ?? ''] ?? 'citizen-id';
  return [type === 'passport' && country ? { type, code, country } : { type, code }];
};

export const identifiersOfRow = (values: Values): IdentifierDraft[] => [
  ...(values.uscc ? [{ type: 'uscc' as const, code: values.uscc }] : []),
  ...documentDraft(values.idType, values.idNo, values.idCountry),
];

// The code knows better than the column: 92… is an individual business, 11… an organ of state.
export const kindOfSubject = (
  told: string | undefined,
  identifiers: readonly IdentifierDraft[],
): SubjectDraft['kind'] => {
  const uscc = identifiers.find(({ type }) => type === 'uscc');
  if (uscc) return usccSubjectKind(uscc.code);
  if (told) return ownValue(KINDS, told) ?? 'organisation';
  return identifiers.some(({ type }) => isPersonIdentifier(type)) ? 'person' : 'organisation';
};

export const subjectOf = (values: Values, more: readonly IdentifierDraft[] = []): SubjectDraft => {
  const stated = identifiersOfRow(values);
  const kind = kindOfSubject(values.subjectKind, stated);
  return {
    kind,
    name: values.subjectName ?? '',
    identifiers: kind === 'person' ? stated : [...stated, ...more],
    related: relatedPersons(kind, values),
  };
};

// The person who answers for an organisation is not listed himself, and is known only where the row gives his
// document.
export const relatedPersons = (kind: SubjectDraft['kind'], values: Values): SubjectDraft['related'] => {
  const [identifier] = documentDraft(values.legalRepIdType, values.legalRepIdNo);
  if (!identifier || kind === 'person') return [];
  const role = kind === 'individual-business' ? 'operator' : 'legal-representative';
  return [{ role, name: values.legalRepresentative ?? '', identifier }];
};

const HEADERS = { uscc: '统一社会信用代码', idNo: '证件号码', idType: '证件类型', kind: '主体类别' };

export const subjectFaults = (values: Values, headers = HEADERS): Fault[] => {
  if (!values.uscc && !values.idNo)
    return [
      faultAt(
        headers.uscc,
        'cell.required',
        `“${headers.uscc}”和“${headers.idNo}”至少填一项：组织填统一社会信用代码，自然人填证件号码。`,
      ),
    ];
  if (values.idNo && !values.idType)
    return [
      faultAt(headers.idType, 'cell.required', `填写了“${headers.idNo}”，“${headers.idType}”必填，请补填。`),
    ];
  return kindFaults(headers.kind, values.subjectKind, identifiersOfRow(values));
};

export const kindFaults = (
  column: string,
  told: string | undefined,
  identifiers: readonly IdentifierDraft[],
): Fault[] => {
  const types = identifiers.map(({ type }) => type);
  const uscc = identifiers.find(({ type }) => type === 'uscc');
  if (told === '自然人' && types.some((type) => !isPersonIdentifier(type)))
    return [kindFault(column, '自然人不使用统一社会信用代码等组织代码，请改填个人证件，或改正主体类别。')];
  if (told && told !== '自然人' && types.length > 0 && types.every(isPersonIdentifier))
    return [kindFault(column, `${told}须填统一社会信用代码等组织代码，请补填，或将主体类别改为自然人。`)];
  if (told === '个体工商户' && uscc && usccSubjectKind(uscc.code) !== 'individual-business')
    return [kindFault(column, '个体工商户的统一社会信用代码以 92 开头，请核对代码或主体类别。')];
  return mixedFault(column, types);
};

const kindFault = (column: string, message: string) => faultAt(column, 'row.subject-kind', message);

const mixedFault = (column: string, types: readonly IdentifierType[]): Fault[] =>
  types.some(isPersonIdentifier) && !types.every(isPersonIdentifier)
    ? [kindFault(column, '同一行既有组织代码又有个人证件，无法判断主体是谁，请只保留一种。')]
    : [];
