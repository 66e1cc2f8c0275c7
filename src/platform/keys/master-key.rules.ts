import type { Fault } from '../../kernel/problems.ts';

// kept: what the database says of its key, compared with the key at hand.
export type KeptKey = { isSameId: boolean; opens: boolean; agrees: boolean };
// new: nothing was ever sealed or signed. old: something was, before keys were told apart.
export type KeyStanding =
  | { state: 'new' }
  | { state: 'old'; differing: number }
  | { state: 'kept'; kept: KeptKey };
export type KeyRuling =
  | { ruling: 'good' | 'keep'; isWeak: boolean }
  | { ruling: 'refused'; code: 'key.mismatch' | 'key.unproved' | 'key.weak' };

// Ends a start, a command or a thread before anything is written.
export class KeyFault extends Error {}

const LONGEST_PATTERN = 16;
const FEWEST_DISTINCT = 12;

// A key that somebody typed: zeros, one byte over and over, a short pattern, a count
// upwards. Chance makes none of these.
export const isWeakKey = (key: Uint8Array): boolean => {
  const repeats = (period: number) => key.every((byte, at) => at < period || byte === key[at - period]);
  const stepAt = (at: number) => ((key[at] ?? 0) - (key[at - 1] ?? 0) + 256) % 256;
  const counts = key.every((_, at) => at < 2 || stepAt(at) === stepAt(1));
  const hasPattern = Array.from({ length: LONGEST_PATTERN }, (_, at) => at + 1).some(repeats);
  return counts || hasPattern || new Set(key).size < FEWEST_DISTINCT;
};

export const judgeKey = (standing: KeyStanding, { isWeak }: { isWeak: boolean }): KeyRuling => {
  if (standing.state === 'new')
    return isWeak ? { ruling: 'refused', code: 'key.weak' } : { ruling: 'keep', isWeak };
  if (standing.state === 'old')
    return standing.differing > 0 ? { ruling: 'refused', code: 'key.unproved' } : { ruling: 'keep', isWeak };
  const { isSameId, opens, agrees } = standing.kept;
  return isSameId && opens && agrees
    ? { ruling: 'good', isWeak }
    : { ruling: 'refused', code: 'key.mismatch' };
};

export const keySentences = {
  'key.mismatch':
    '主密钥与数据库不符：请改用写入这些数据时的主密钥（MASTER_KEY；嵌入式数据库为 DATA_DIR/master.key）',
  'key.unproved':
    '数据库中已有的加密内容不能全部用当前主密钥打开并核对：请改用写入这些数据时的主密钥；未写入任何内容',
  'key.weak':
    '主密钥过于简单（全零、重复或有规律的字节），不能用于新数据库：请用 head -c 32 /dev/urandom | base64 生成 MASTER_KEY',
  'key.suite': '密码套件与数据库不符：CRYPTO_SUITE 只能在建库时选定，请改回建库时的设置（default 或 gm）',
  'key.provider':
    '密钥服务（KEY_PROVIDER）没有应答、拒绝，或者答复不合约定：请检查其地址、令牌与运行状况后重试',
  'key.file-unreadable':
    'KEY_PROVIDER 所指的文件不存在，或者内容不是 32 字节的 base64：请放回主密钥文件后再启动',
  'key.file-open': 'KEY_PROVIDER 所指的文件他人可读：请执行 chmod 600 后再启动',
  'key.none': '数据库尚未登记主密钥：请执行 npm run cli -- migrate 后重试',
  'key.file-missing':
    '数据目录中已有数据，却没有 master.key：请把原来的 master.key 放回 DATA_DIR 后再启动；没有它，已有数据无法读取',
  'key.file-damaged': 'DATA_DIR/master.key 的内容不是 32 字节的 base64：请从备份中恢复该文件后再启动',
} as const;

export const keyFault = (code: keyof typeof keySentences): Fault => ({
  code,
  message: `${keySentences[code]}。`,
});
