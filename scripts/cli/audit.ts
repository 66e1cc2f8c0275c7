import type { TrailFault, TrailReport } from '../../src/access/audit/trail-report.rules.ts';
import { verifyChain } from '../../src/access/audit/verify-chain.ts';
import { momentInChina } from '../../src/kernel/day.ts';
import { asOperator } from './as-operator.ts';
import type { Command } from './command.ts';

const words: Record<TrailFault['why'], string> = {
  altered: '审计行内容被改动',
  'missing-or-added': '审计行被删除或插入',
  chain: '封条被改动',
  gap: '封条之间有缺口',
  unsigned: '封条没有签名：检查点被删除，或升级后尚未执行 migrate',
  misdated: '审计行的时间与封存时间不符（倒签，或某个进程的时钟有误）',
  segment: '自称恢复之后另起的一段，没有签名的恢复标记',
  checkpoint: '签名的检查点与审计行不符，或被改动、删除',
  emptied: '审计记录被清空',
  unrecorded: '库中有核查结果而没有它的审计行（末尾被截断）',
  cut: '见证看到过的审计行已不在库中（末尾被截断，或换成了较早的库）',
  rewritten: '见证看到过的审计行已被改写',
  unwitnessed: '恢复标记没有见证',
  witness: '见证中有一条不是本系统签署的检查点',
};

const segmentLine = ({ epoch, firstSeal, openedAt, openedBy }: TrailReport['segments'][number]) =>
  `  第 ${epoch} 段自封条 ${firstSeal} 起：数据库从备份恢复，${momentInChina(openedAt)} 由 ${openedBy} 标记`;

const markerLine = ({ at, size, marker }: TrailReport['markers'][number]) =>
  marker.kind === 'adopted'
    ? `  标记：${momentInChina(at)} 接收以前版本的 ${marker.seals} 个封条（至第 ${size} 行）`
    : [
        `  标记：${momentInChina(at)} 恢复为第 ${marker.epoch} 期，自第 ${size} 行续记；`,
        marker.witnessed ? `见证最后看到第 ${marker.witnessed.size} 行；` : '当时没有见证；',
        `文件：${marker.document ?? '未写明'}`,
      ].join('');

const witnessLine = ({ witness, isWhole }: TrailReport) =>
  witness
    ? `  见证：持有 ${witness.noteCount} 个检查点，至第 ${witness.size} 行${isWhole ? '，均已核对' : ''}`
    : '  未配置见证（WITNESS_URL）：末尾被截断、整库换成较早状态，只有见证能够发现';

const faultLine = ({ seal, why, lines }: TrailFault) =>
  `  封条 ${seal}：${words[why]}${lines.length > 0 ? `（行 ${lines.join('、')}）` : ''}`;

export const reportText = (report: TrailReport): string =>
  [
    report.isWhole
      ? `审计链完整：${report.sealCount} 个封条，${report.sealedLineCount} 行已封存，${report.unsealedLineCount} 行待封存；${report.checkpointCount} 个签名检查点，至第 ${report.signedLineCount} 行`
      : '审计链不完整：',
    ...report.broken.map(faultLine),
    ...report.segments.map(segmentLine),
    ...report.markers.map(markerLine),
    witnessLine(report),
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
