// tsx scripts/problems-page.ts [--check]   writes docs/problems.md from the table of problems
import { type ProblemCode, problems } from '../src/kernel/problems.ts';
import { writtenPage } from './written-page.ts';

const rowOf = (code: ProblemCode) => {
  const { status, title, detail } = problems[code];
  return `| \`${code}\` | ${status} | ${title} | ${detail} |`;
};

const head = `# 错误代码

由 \`src/kernel/problems.ts\` 生成（\`npx tsx scripts/problems-page.ts\`），请勿手改。每个错误应答都是 RFC 9457
\`application/problem+json\`：\`type\` 为 \`/problems/<代码>\`，\`code\` 稳定不变，\`detail\` 说明下一步，\`errors\` 逐项指出位置，
\`requestId\` 供报障时引用。503 另带 \`Retry-After\`。

| 代码 | 状态 | 含义 | 怎么办 |
| --- | --- | --- | --- |`;

const codes = (Object.keys(problems) as ProblemCode[]).sort();
const isTrue = writtenPage('docs/problems.md', `${[head, ...codes.map(rowOf)].join('\n')}\n`, {
  checkOnly: process.argv.includes('--check'),
  command: 'npx tsx scripts/problems-page.ts',
});
process.exit(isTrue ? 0 : 1);
