import { setTimeout as wait } from 'node:timers/promises';
import { nextEmbeddedKey, takeNextKey } from '../../src/node/embedded-master-key.ts';
import { KeyFault } from '../../src/platform/keys/master-key.rules.ts';
import { renewDataKey } from '../../src/platform/keys/renew-data-key.ts';
import { type Progress, resealValues } from '../../src/platform/keys/reseal-values.ts';
import { type Rewrapped, rewrapKeys } from '../../src/platform/keys/rewrap-keys.ts';
import { localWrappingKey } from '../../src/platform/keys/wrapping-key.ts';
import { asOperator } from './as-operator.ts';
import type { Call, Command } from './command.ts';

const NO_NEXT =
  '请把新主密钥（32 字节 base64）以 MASTER_KEY_NEXT 与现用的主密钥一并提供；改由密钥服务保管的，以 KEY_PROVIDER 提供其地址';

// The key that comes: of the variable, of the provider, or made beside the embedded database, where it is on the
// disk before anything is wrapped by it and takes its place when all is.
const rotate = async (env: Call['env']): Promise<Rewrapped> => {
  let taken = () => {};
  const done = await asOperator(env, (ctx) => {
    const { keyProvider, masterKey, nextMasterKey, dataDir } = ctx.config;
    if (nextMasterKey) return rewrapKeys(ctx, localWrappingKey(nextMasterKey, ctx.vault.ring.crypto));
    const [inUse] = ctx.vault.ring.masters;
    if (keyProvider.kind === 'house' && inUse) return rewrapKeys(ctx, inUse);
    if (masterKey || keyProvider.kind !== 'env') throw new KeyFault(NO_NEXT);
    taken = () => takeNextKey(dataDir);
    return rewrapKeys(ctx, localWrappingKey(nextEmbeddedKey(dataDir), ctx.vault.ring.crypto));
  });
  taken();
  return done;
};

const wordsOf = ({ keys, rewrapped }: Rewrapped) =>
  rewrapped === 0
    ? `${keys} 个数据密钥已全部由新主密钥保护，无需再次轮换`
    : `已用新主密钥重新包裹 ${rewrapped} 个数据密钥；已加密的内容、索引与签名均未改动`;

// As long as a process that looks anybody up may be without a key that was made: it seals under the one before.
const LEARNT_WITHIN_MS = 2_000;

const progressLine = ({ table, resealed, page, pages }: Progress) =>
  `  ${table}：已换 ${resealed} 个值，第 ${page}/${pages} 页\n`;

const renew = (env: Call['env']) =>
  asOperator(env, async (ctx) => {
    const { no, isNew } = await renewDataKey(ctx);
    process.stderr.write(`${isNew ? '已生成' : '继续更换为'} ${no} 号数据密钥\n`);
    if (ctx.config.databaseUrl) await wait(LEARNT_WITHIN_MS);
    return {
      no,
      isNew,
      ...(await resealValues(ctx, no, (done) => void process.stderr.write(progressLine(done)))),
    };
  });

export const masterKeyCommands: readonly Command[] = [
  {
    name: 'keys rotate',
    about:
      '更换主密钥：一次性重新包裹全部数据密钥，可在服务运行时执行，中断后可重新执行；须同时提供 MASTER_KEY 与 MASTER_KEY_NEXT（嵌入式数据库自行生成新的 master.key）',
    options: {},
    run: async ({ env }) => {
      const done = await rotate(env);
      return { text: wordsOf(done), json: done };
    },
  },
  {
    name: 'keys renew',
    about:
      '更换数据密钥：新内容改用新的数据密钥加密，可更新的内容逐页重新加密，可在服务运行时执行，中断后重新执行即继续；只增不改的内容、号码索引、姓名与签名仍用原数据密钥',
    options: {},
    run: async ({ env }) => {
      const done = await renew(env);
      const left = done.unreadable > 0 ? `；另有 ${done.unreadable} 个值无法解密，未改动，详见日志` : '';
      return {
        text: `${done.no} 号数据密钥已启用，重新加密 ${done.resealed} 个值${left}`,
        json: done,
        isGood: done.unreadable === 0,
      };
    },
  },
];
