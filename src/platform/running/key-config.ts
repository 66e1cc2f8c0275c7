import { z } from 'zod';
import { isSafeAddress } from './safe-address.ts';

/** Where the master keys are. Data keys wrapped by any of them are opened. */
export type KeyConfig = {
  masterKey: string | undefined;
  // A file that only its owner reads, in the place of the variable.
  masterKeyFile: string | undefined;
  // While the master key is being changed: the one that comes.
  nextMasterKey: string | undefined;
  // A house of keys that wraps and unwraps by itself.
  keyProvider: { url: string; token: string | undefined } | null;
};

const decodedLength = (text: string) => {
  try {
    return atob(text).length;
  } catch {
    return -1;
  }
};
export const isMasterKey = (text: string): boolean => decodedLength(text) === 32;

const masterKey = z.string().refine(isMasterKey, '须为 32 字节的 base64');
export const keyEnvironment = {
  MASTER_KEY: masterKey.optional(),
  MASTER_KEY_FILE: z
    .string()
    .regex(/^([A-Za-z]:)?[\\/]/, '须为绝对路径')
    .optional(),
  MASTER_KEY_NEXT: masterKey.optional(),
  KEY_PROVIDER_URL: z.url().refine(isSafeAddress, '须为 https 地址（本机调试可用 http）').optional(),
  KEY_PROVIDER_TOKEN: z
    .string()
    .regex(/^[\x21-\x7e]{1,4096}$/, '须为不含空白的可见字符')
    .optional(),
};

type Read = z.output<z.ZodObject<typeof keyEnvironment>> & { DATABASE_URL?: string | undefined };

/** What is wrong with the variables beside one another; null where nothing is. */
export const keyConfigFault = (e: Read): string | null => {
  if (e.MASTER_KEY && e.MASTER_KEY_FILE) return '环境变量 MASTER_KEY 与 MASTER_KEY_FILE 只能设置一个';
  const own = e.MASTER_KEY ?? e.MASTER_KEY_FILE;
  if (e.KEY_PROVIDER_URL && !e.DATABASE_URL)
    return '环境变量 KEY_PROVIDER_URL 须与 DATABASE_URL 同时使用：嵌入式数据库自带主密钥';
  if (e.DATABASE_URL && !own && !e.KEY_PROVIDER_URL)
    return '环境变量 MASTER_KEY 未设置：使用 DATABASE_URL 时必须提供 32 字节 base64 主密钥，或者 MASTER_KEY_FILE、KEY_PROVIDER_URL';
  if (e.MASTER_KEY_NEXT && (!own || e.MASTER_KEY_NEXT === e.MASTER_KEY))
    return '环境变量 MASTER_KEY_NEXT 须与 MASTER_KEY 同时提供，且两者不同';
  if (e.MASTER_KEY_NEXT && e.KEY_PROVIDER_URL)
    return '环境变量 MASTER_KEY_NEXT 与 KEY_PROVIDER_URL 只能设置一个：新主密钥只有一处';
  return null;
};

export const keyConfigOf = (e: Read): KeyConfig => ({
  masterKey: e.MASTER_KEY,
  masterKeyFile: e.MASTER_KEY_FILE,
  nextMasterKey: e.MASTER_KEY_NEXT,
  keyProvider: e.KEY_PROVIDER_URL ? { url: e.KEY_PROVIDER_URL, token: e.KEY_PROVIDER_TOKEN } : null,
});
