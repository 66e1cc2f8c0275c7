import { momentInChina } from '../../kernel/day.ts';
import { granted, type Ruling, refused } from '../../kernel/ruling.ts';
import type { Channel } from '../subscriptions/subscription.rules.ts';

// 本市设定: more than the registry gives out between two back-ups.
export const RAISED_BY = 10_000_000;
/** The same for what people draft and print: rule sets, editions, letters. */
export const PRINTED_RAISED_BY = 1000;

const MOST_AT_ONCE = 100;

export type LastRestoration = { epoch: number; at: string };

// A second restoration has to be named: nothing in a restored database tells whether the first was followed
// by another. An operator who restores one back-up twice names an epoch above the first time's, and every
// number is raised twice as far.
export const epochAfter = (
  last: LastRestoration | undefined,
  asked: number | undefined,
): Ruling<{ epoch: number; times: number }> => {
  const current = last?.epoch ?? 1;
  if (asked === undefined && last)
    return refused(
      'restoration.done',
      `本库已于 ${momentInChina(last.at)} 恢复为第 ${current} 期，编号已抬高，现状已重新告知，不必再次执行。此后确又从备份恢复过的，请加 --epoch 写明新的期数：须大于以往用过的任何一个，至少 ${current + 1}。`,
    );
  const epoch = asked ?? current + 1;
  if (epoch <= current || epoch - current > MOST_AT_ONCE)
    return refused(
      'restoration.epoch',
      `本库现为第 ${current} 期，期数请写 ${current + 1}–${current + MOST_AT_ONCE} 之间的整数，并大于以往用过的任何一个。`,
    );
  return granted({ epoch, times: epoch - current });
};

export type Forgotten = {
  subscriptionId: string;
  subscription: string;
  agency: string;
  channel: Channel;
  knownSeq: number;
  seenSeq: number | null;
  seenAt: string | null;
  // The lists of its filter; none names all.
  lists: readonly string[];
  madeAfter: string | null;
  madeBefore: string | null;
};

const KEPT_AT: Record<Channel, string> = {
  webhook: '请该单位从自己的接收系统中按序号取出这些通知',
  pull: '请该单位从自己拉取留存的数据中按序号取出这些通知',
  file: '请从该订阅写入的文件夹或存储桶中，按清单文件所列序号取出这些通知',
  inbox: '请该单位经办人找出此前在页面上查看、下载的通知',
};

const BY_SYSTEM = '，或请其系统用该序号拉取一次，这里即补上';
const NAMED_BY: Record<Channel, string> = {
  webhook: BY_SYSTEM,
  pull: BY_SYSTEM,
  file: '（见文件夹中最后的清单文件）',
  inbox: '（见此前下载的通知表格）',
};

/** The clerk's next step with the notices that only the department has. */
export const nextStep = ({ seenSeq, channel }: Pick<Forgotten, 'seenSeq' | 'channel'>): string =>
  seenSeq === null
    ? `请询问该单位恢复前最后收到的序号${NAMED_BY[channel]}；没有多收的不必办理，多收的逐条与认定单位核对。`
    : `${KEPT_AT[channel]}，逐条与认定单位核对：仍应在列的请其重新报送，已经移出的请其重新办理移出；核对前先不解除措施。`;

/** When they were made, as far as the notices beside them tell. */
export const madeWords = ({ madeAfter, madeBefore }: Pick<Forgotten, 'madeAfter' | 'madeBefore'>): string => {
  const [after, before] = [madeAfter, madeBefore].map((at) => at && momentInChina(at));
  if (after && before) return `${after} 至 ${before} 之间`;
  if (after) return `${after} 之后`;
  return before ? `${before} 之前` : '不详';
};

/** The notices that a department named and the registry does not have. */
export const forgottenWords = ({ knownSeq, seenSeq }: Pick<Forgotten, 'knownSeq' | 'seenSeq'>): string => {
  if (seenSeq === null) return '尚未得知';
  const count = seenSeq - knownSeq;
  return count === 1 ? `第 ${seenSeq} 号` : `第 ${knownSeq + 1}–${seenSeq} 号，${count} 条`;
};
