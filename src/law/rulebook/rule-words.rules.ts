import { classWords } from '../catalogs/class-from.ts';
import type { Rule } from './rule-set.schema.ts';

export const ruleOutcomeWords = {
  eligible: '可以适用',
  review: '人工复核',
  ineligible: '不适用',
} as const;

export const fieldWords: Readonly<Record<string, string>> = {
  kind: '种类',
  basis: '依据',
  restore: '恢复办法',
  list: '名单',
  catalog: '目录',
  title: '名称',
  outcome: '结论',
  class: '失信等级',
  fulfilment: '承诺履行状态',
  withinPublicity: '仅公示期内',
  catalogs: '须及时更新的目录',
  maxAgeWorkingDays: '最长未更新工作日',
};

// A rule in one line for a person.
export const ruleText = (rule: Rule): string => {
  switch (rule.kind) {
    case 'listing':
      return `现被列入${rule.title}`;
    case 'record':
      return `有未修复的${rule.title}记录${said(rule)}${rule.withinPublicity ? '，公示期内' : ''}`;
    case 'related-listing':
      return '仅法定代表人被列入严重失信主体名单';
    case 'name-mismatch':
      return '填写名称与登记名称、曾用名均不符';
    case 'dissolved':
      return '主体已注销';
    case 'revoked':
      return '营业执照被吊销，尚未注销';
    case 'deceased':
      return '本人或其经营者已登记死亡';
    case 'matter':
      return '事项不在告知承诺目录内';
    case 'freshness':
      return `所读目录超过 ${rule.maxAgeWorkingDays} 个工作日未更新${rule.catalogs ? `（另定 ${rule.catalogs.length} 个目录的时限）` : ''}`;
  }
};

const said = ({ class: weight, fulfilment }: Extract<Rule, { kind: 'record' }>): string =>
  (weight ? `（${classWords[weight]}）` : '') + (fulfilment ? `（${fulfilment}）` : '');

export const ruleOutcome = (rule: Rule): string => {
  if (rule.kind === 'matter') return '该事项不实行告知承诺';
  return rule.kind === 'freshness' ? ruleOutcomeWords.review : ruleOutcomeWords[rule.outcome];
};
