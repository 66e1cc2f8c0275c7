import type { Fault } from '../../kernel/problems.ts';
import { BASIS_ADVICE, isBasis } from './basis.rules.ts';
import { CITY_DOCUMENT_MISSING } from './counted-lists.rules.ts';
import type { Rule } from './rule-set.schema.ts';

export type KnownCatalog = {
  code: string;
  opens: 'severe' | 'honour' | null;
  nature: 'positive' | 'negative' | 'neutral';
};

// A draft goes to another registrar only if every list and catalogue exists, no code stands twice, each rule
// has a basis, none turns what honours a subject against it, and the two tests without which silence could be
// read as "eligible" are there.
// Basis: 国办发〔2020〕42号；国发〔2016〕33号第二部分（守信激励）
export const draftFaults = (rules: readonly Rule[], known: readonly KnownCatalog[]): Fault[] => [
  ...rules.flatMap((rule, place) => [
    ...doubled(rules, place),
    ...readingFaults(rule, place, known),
    ...basisFaults(rule, place),
  ]),
  ...(['matter', 'freshness'] as const).flatMap((kind) =>
    rules.some((rule) => rule.kind === kind)
      ? []
      : [fault('/rules', 'rule.missing', `缺少“${ruleKindWords[kind]}”规则，请补上。`)],
  ),
];

export const ruleKindWords: Record<Rule['kind'], string> = {
  listing: '名单',
  record: '记录',
  'related-listing': '法定代表人被列入',
  'name-mismatch': '名称不符',
  dissolved: '主体注销',
  revoked: '执照吊销',
  deceased: '自然人死亡',
  matter: '事项目录',
  freshness: '数据时效',
};

const fault = (pointer: string, code: string, message: string): Fault => ({ pointer, code, message });

// Two rules may not share a code, nor, except for lists and records, a kind.
const doubled = (rules: readonly Rule[], place: number): Fault[] => {
  const rule = rules[place] as Rule;
  const before = rules.slice(0, place);
  const isMany = rule.kind === 'listing' || rule.kind === 'record';
  return [
    ...(before.some(({ code }) => code === rule.code)
      ? [fault(`/rules/${place}/code`, 'rule.code-doubled', `原因代码 ${rule.code} 重复，请另起代码。`)]
      : []),
    ...(!isMany && before.some(({ kind }) => kind === rule.kind)
      ? [fault(`/rules/${place}/kind`, 'rule.kind-doubled', `“${ruleKindWords[rule.kind]}”规则只能有一条。`)]
      : []),
    ...(rule.kind === 'listing' &&
    before.some((other) => other.kind === 'listing' && other.list === rule.list)
      ? [fault(`/rules/${place}/list`, 'rule.list-doubled', `名单 ${rule.list} 已有一条规则。`)]
      : []),
  ];
};

// The house's own drafts mark where the number of the city's document is still to be entered; the law beside
// it is named.
const basisFaults = ({ basis, code }: Rule, place: number): Fault[] =>
  isBasis(basis.replace(CITY_DOCUMENT_MISSING, ''))
    ? []
    : [fault(`/rules/${place}/basis`, 'rule.basis-missing', `规则 ${code} 没有写明依据。${BASIS_ADVICE}`)];

const readingFaults = (rule: Rule, place: number, known: readonly KnownCatalog[]): Fault[] => {
  const missing = (field: string, code: string) =>
    fault(`/rules/${place}/${field}`, 'rule.catalog-unknown', `没有目录 ${code}，请在归集目录中选择。`);
  const find = (code: string) => known.find((catalog) => catalog.code === code);
  if (rule.kind === 'listing')
    return find(rule.list)?.opens === 'severe'
      ? []
      : [fault(`/rules/${place}/list`, 'rule.list-unknown', `${rule.list} 不是严重失信主体名单。`)];
  if (rule.kind === 'record') {
    const read = find(rule.catalog);
    if (!read) return [missing('catalog', rule.catalog)];
    return read.opens === 'honour' || read.nature === 'positive'
      ? [
          fault(
            `/rules/${place}/catalog`,
            'rule.honour-harmful',
            `${rule.catalog} 是荣誉、守信信息，不能使其主体不适用或须复核；请删除该规则。`,
          ),
        ]
      : [];
  }
  if (rule.kind === 'freshness')
    return (rule.catalogs ?? []).flatMap(({ catalog }, at) =>
      find(catalog) ? [] : [missing(`catalogs/${at}/catalog`, catalog)],
    );
  return [];
};
