import { momentInChina } from '../../src/kernel/day.ts';
import { catalogName } from '../../src/notices/inbox/catalog-names.ts';
import { channelWords } from '../../src/notices/inbox/notice-words.rules.ts';
import { afterRestore } from '../../src/notices/restoration/after-restore.ts';
import {
  type Forgotten,
  forgottenWords,
  madeWords,
  nextStep,
} from '../../src/notices/restoration/restoration.rules.ts';
import { asOperator } from './as-operator.ts';
import { type Command, UsageFault } from './command.ts';

type Restored = Awaited<ReturnType<typeof afterRestore>>;

const linesOf = (one: Forgotten) => {
  const { agency, subscription, channel, knownSeq, lists } = one;
  const about = lists.length === 0 ? '全部名单' : lists.map(catalogName).join('、');
  return [
    `  ${agency}「${subscription}」（${channelWords[channel]}，${about}）：登记系统知道到第 ${knownSeq} 号；该单位还知道：${forgottenWords(one)}，制发于 ${madeWords(one)}`,
    `    ${nextStep(one)}`,
  ];
};

const textOf = ({ epoch, raisedBy, subscriptions, listings, knownUntil, forgotten }: Restored) =>
  [
    `已恢复为第 ${epoch} 期（epoch ${epoch}），请记下：同一份备份再次恢复时，须加 --epoch 写更大的数。`,
    `库中所知截至 ${knownUntil ? momentInChina(knownUntil) : '（无记录）'}；其后的报送、决定和通知已不在库中，请各单位从那时起重新报送。`,
    `各种编号抬高 ${raisedBy}；${subscriptions} 个订阅重新开订，${listings} 条在列名单事项将重新告知。`,
    '审计记录由此另起一段。',
    ...(forgotten.length > 0 ? ['各订阅：', ...forgotten.flatMap(linesOf)] : []),
    '各单位拉取或确认时报出的旧序号，会补记在“恢复记录”页面（/desk/restorations）。',
  ].join('\n');

const epochOf = (typed: string | undefined): number | undefined => {
  if (typed === undefined) return undefined;
  if (!/^[1-9]\d{0,8}$/.test(typed)) throw new UsageFault('--epoch 须为正整数');
  return Number(typed);
};

export const restoreCommands: readonly Command[] = [
  {
    name: 'after-restore',
    about:
      '数据库从备份恢复之后、启动服务之前执行一次：抬高各种编号，升一期（epoch），重新告知现状，审计另起一段',
    options: {
      epoch: { type: 'string', value: '3', about: '新的期数，须大于以往用过的任何一个；首次恢复可不写' },
      document: { type: 'string', value: '文号', about: '批准恢复的文件，写入审计记录的恢复标记' },
    },
    // Sequences are raised by the role that owns them.
    run: async ({ env, text }) => {
      const epoch = epochOf(text('epoch'));
      const owner = { ...env, DATABASE_URL: env.MIGRATION_DATABASE_URL ?? env.DATABASE_URL };
      const asked = { ...(epoch === undefined ? {} : { epoch }), document: text('document') };
      const done = await asOperator(owner, (ctx) => afterRestore(ctx, asked));
      return { text: textOf(done), json: done };
    },
  },
];
