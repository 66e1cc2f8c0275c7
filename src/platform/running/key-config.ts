import { z } from 'zod';
import type { Suite } from '../keys/data-key.ts';
import { isSafeAddress } from './safe-address.ts';

/** Where the master key in use is: in the environment, in a file of its owner's, or in a house that keeps it. */
export type KeyProvider =
  | { kind: 'env' }
  | { kind: 'file'; file: string }
  | { kind: 'house'; url: string; token: string | undefined };
export type KeyConfig = {
  keyProvider: KeyProvider;
  masterKey: string | undefined;
  // While the master key is being changed: the one that comes.
  nextMasterKey: string | undefined;
  // Chosen when the database is set up, and never after.
  cryptoSuite: Suite;
};

const decodedLength = (text: string) => {
  try {
    return atob(text).length;
  } catch {
    return -1;
  }
};
export const isMasterKey = (text: string): boolean => decodedLength(text) === 32;

const FILE = /^file:((?:[A-Za-z]:)?[\\/].+)$/;
const isAddress = (text: string) => URL.canParse(text) && /^https?:/.test(text) && isSafeAddress(text);

const masterKey = z.string().refine(isMasterKey, '须为 32 字节的 base64');
export const keyEnvironment = {
  KEY_PROVIDER: z
    .string()
    .refine(
      (text) => text === 'env' || FILE.test(text) || isAddress(text),
      '须为 env、file:绝对路径 或 https 地址（本机调试可用 http）',
    )
    .default('env'),
  KEY_PROVIDER_TOKEN: z
    .string()
    .regex(/^[\x21-\x7e]{1,4096}$/, '须为不含空白的可见字符')
    .optional(),
  CRYPTO_SUITE: z.enum(['default', 'gm']).default('default'),
  MASTER_KEY: masterKey.optional(),
  MASTER_KEY_NEXT: masterKey.optional(),
};

type Read = z.output<z.ZodObject<typeof keyEnvironment>> & { DATABASE_URL?: string | undefined };

/** Variables that are wrong beside one another; null where none is. */
export const keyConfigFault = (e: Read): string | null => {
  const isEnv = e.KEY_PROVIDER === 'env';
  const isHouse = isAddress(e.KEY_PROVIDER);
  if (isHouse && !e.DATABASE_URL)
    return '环境变量 KEY_PROVIDER 为地址时须与 DATABASE_URL 同时使用：嵌入式数据库自带主密钥';
  if (isEnv && e.DATABASE_URL && !e.MASTER_KEY)
    return '环境变量 MASTER_KEY 未设置：使用 DATABASE_URL 时必须提供 32 字节 base64 主密钥';
  if (!isEnv && !isHouse && e.MASTER_KEY) return '环境变量 MASTER_KEY 与 KEY_PROVIDER=file:… 只能设置一个';
  if (e.MASTER_KEY_NEXT && (isHouse || (isEnv && !e.MASTER_KEY) || e.MASTER_KEY_NEXT === e.MASTER_KEY))
    return '环境变量 MASTER_KEY_NEXT 须与现用的主密钥（MASTER_KEY 或 file:…）同时提供，且两者不同';
  return null;
};

const providerOf = ({ KEY_PROVIDER, KEY_PROVIDER_TOKEN }: Read): KeyProvider => {
  if (KEY_PROVIDER === 'env') return { kind: 'env' };
  const file = FILE.exec(KEY_PROVIDER)?.[1];
  return file === undefined
    ? { kind: 'house', url: KEY_PROVIDER, token: KEY_PROVIDER_TOKEN }
    : { kind: 'file', file };
};

export const keyConfigOf = (e: Read): KeyConfig => ({
  keyProvider: providerOf(e),
  masterKey: e.MASTER_KEY,
  nextMasterKey: e.MASTER_KEY_NEXT,
  cryptoSuite: e.CRYPTO_SUITE,
});
