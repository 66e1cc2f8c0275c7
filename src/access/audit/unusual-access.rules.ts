import { ownValue } from '../../kernel/own-keys.ts';

// A person's looks on one day that the auditor should see. Each list has a threshold of its own, the setting
// `unusual.<list>`; what is above it stands in the list. It accuses nobody: it says where to ask.
// Basis: 个人信息保护法第五十一条、第五十四条；数值为本市设定
export const unusualTerms = {
  'unusual.looks': {
    value: 200,
    name: '一人一日查询次数',
    basis: '本市设定：一人一日查询的次数，超过即列入',
  },
  'unusual.at-night': {
    value: 5,
    name: '一人一日夜间查询次数',
    basis: '本市设定：二十二时至次日六时查询的次数，超过即列入',
  },
  'unusual.one-case': {
    value: 20,
    name: '同一办件编号查询的主体数',
    basis: '本市设定：同一办件编号一日内查询的主体数，超过即列入',
  },
  'unusual.one-subject': {
    value: 10,
    name: '一人一日查询同一主体的次数',
    basis: '本市设定：一日内反复查询同一主体的次数，超过即列入',
  },
} as const satisfies Record<string, { value: number; name: string; basis: string }>;

export type UnusualTerm = keyof typeof unusualTerms;
export const unusualKeys = Object.keys(unusualTerms) as UnusualTerm[];
export const unusualName = (key: string): string | undefined => ownValue(unusualTerms, key)?.name;

export const isUnusual = (count: number, most: number): boolean => count > most;

// Each shows somebody's credit.
export const lookActions = [
  'check.run',
  'check.as-of',
  'check.show',
  'file.query',
  'file.knowledge',
  'record.read-archived',
  'report.make',
  'report.show',
  'notice.identity',
] as const;
