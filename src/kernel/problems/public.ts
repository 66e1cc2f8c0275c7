import type { ProblemRows } from './row.ts';

export const publicProblems = {
  'public-list.unknown': {
    status: 404,
    title: '没有这个公示名单',
    detail: '请从 /public/lists 列出的名单代码中选择。',
  },
  'public-list.version-unknown': {
    status: 409,
    title: '不能从这个版本给出增量',
    detail: 'since 不是本名单现存的版本号。请重新下载全量文件，再从其版本号起取增量。',
  },
} as const satisfies ProblemRows;
