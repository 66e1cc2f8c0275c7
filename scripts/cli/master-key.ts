import { nextEmbeddedKey, takeNextKey } from '../../src/node/embedded-master-key.ts';
import { KeyFault } from '../../src/platform/keys/master-key.rules.ts';
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
];
