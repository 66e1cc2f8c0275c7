import { type ChainReport, verifyChain } from '../../src/access/audit/verify-chain.ts';
import { momentInChina } from '../../src/kernel/day.ts';
import { asOperator } from './as-operator.ts';
import type { Command } from './command.ts';

const words: Record<ChainReport['broken'][number]['why'], string> = {
  altered: '审计行内容被改动',
  'missing-or-added': '审计行被删除或插入',
  chain: '封条被改动',
  gap: '封条之间有缺口',
};

const segmentLine = ({ epoch, firstSeal, openedAt, openedBy }: ChainReport['segments'][number]) =>
  `  第 ${epoch} 段自封条 ${firstSeal} 起：数据库从备份恢复，${momentInChina(openedAt)} 由 ${openedBy} 标记`;

export const reportText = (report: ChainReport): string =>
  report.isWhole
    ? [
        `审计链完整：${report.sealCount} 个封条，${report.sealedLineCount} 行已封存，${report.unsealedLineCount} 行待封存`,
        ...report.segments.map(segmentLine),
      ].join('\n')
    : [
        '审计链不完整：',
        ...report.broken.map(
          ({ seal, why, lines }) =>
            `  封条 ${seal}：${words[why]}${lines.length > 0 ? `（行 ${lines.join('、')}）` : ''}`,
        ),
      ].join('\n');

export const auditCommands: readonly Command[] = [
  {
    name: 'audit verify',
    about: '通读审计记录，验证没有一行被改动、删除或插入',
    options: {},
    run: async ({ env }) => {
      const report = await asOperator(env, verifyChain);
      return { text: reportText(report), json: report, isGood: report.isWhole };
    },
  },
];
