import { z } from 'zod';
import { isAllowEntry } from '../outside/push-allow.ts';
import { type AddressRanges, addressRanges } from '../web/client-address.ts';
import { type KeyConfig, keyConfigFault, keyConfigOf, keyEnvironment } from './key-config.ts';
import type { DatabaseLimits } from './postgres-options.ts';
import { type ProviderConfig, providerEnvironment, providerOf } from './provider-config.ts';

const onOff = z.enum(['on', 'off']).transform((value) => value === 'on');
const seconds = z.coerce.number().positive().max(3600);
const proxies = (text: string, { addIssue }: z.RefinementCtx): AddressRanges => {
  try {
    return addressRanges(text);
  } catch (error) {
    addIssue({ code: 'custom', message: (error as Error).message });
    return z.NEVER;
  }
};

const allowed = (text: string, { addIssue }: z.RefinementCtx): readonly string[] => {
  const entries = text.split(/[\s,]+/).filter(Boolean);
  const odd = entries.find((entry) => !isAllowEntry(entry));
  if (odd === undefined) return entries;
  const message = `“${odd}”不是主机名、地址、网段或“:端口”；请只写主机（不带 https:// 与末尾的点），各项用半角逗号或空格分开`;
  addIssue({ code: 'custom', message });
  return z.NEVER;
};

const environment = z.object({
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65535).default(8787),
  DATABASE_URL: z.string().startsWith('postgres').optional(),
  MIGRATION_DATABASE_URL: z.string().startsWith('postgres').optional(),
  DATA_DIR: z.string().min(1).default('./data'),
  ...keyEnvironment,
  PUBLIC_URL: z.url().optional(),
  HSTS_SUBDOMAINS: onOff.default(false),
  SCHEDULER: onOff.default(true),
  PUSH_ALLOW: z.string().default('').transform(allowed),
  MAX_UPLOAD_MB: z.coerce.number().positive().max(65536).default(2048),
  DROP_ROOT: z
    .string()
    .regex(/^([A-Za-z]:)?[\\/]/, '须为绝对路径')
    .optional(),
  WITNESS_URL: z
    .string()
    .regex(/^(postgres(ql)?:\/\/|file:\/\/\/)./, '须为 file:///绝对路径 或 postgres://…')
    .optional(),
  TRUSTED_PROXIES: z.string().default('').transform(proxies),
  MIGRATE: onOff.default(true),
  DATABASE_STATEMENT_SECONDS: seconds.default(60),
  DATABASE_LOCK_SECONDS: seconds.default(8),
  DATABASE_IDLE_SECONDS: seconds.default(10),
  LOCAL_ACCOUNTS: onOff.default(true),
  ...providerEnvironment,
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error']).default('info'),
});

export type Config = KeyConfig & {
  host: string;
  port: number;
  databaseUrl: string | undefined;
  migrationDatabaseUrl: string | undefined;
  dataDir: string;
  publicUrl: string;
  hstsSubdomains: boolean;
  scheduler: boolean;
  pushAllow: readonly string[];
  maxUploadBytes: number;
  // XLSX is read twice and its shared strings stay in memory; Workers hold less than Node.
  maxXlsxBytes: number;
  // Below it lie the folders that agencies drop files into.
  dropRoot: string | undefined;
  // Where checkpoints of the audit trail are kept beyond the reach of this database.
  witnessUrl: string | undefined;
  // The proxies whose forwarded addresses count; none unless they are named.
  trustedProxies: AddressRanges;
  migrate: boolean;
  databaseLimits: DatabaseLimits;
  logLevel: 'debug' | 'info' | 'warn' | 'error';
  provider: ProviderConfig | null;
  // Whether people sign in with a password of this house.
  localAccounts: boolean;
};

export class ConfigFault extends Error {}

// Values that are good only beside one another.
const checkedTogether = (e: z.infer<typeof environment>) => {
  const keyFault = keyConfigFault(e);
  if (keyFault) throw new ConfigFault(keyFault);
  const provider = providerOf(e);
  if (provider === undefined)
    throw new ConfigFault('环境变量 OIDC_CLIENT_ID、OIDC_CLIENT_SECRET 未设置：使用 OIDC_ISSUER 时必须提供');
  if (!provider && !e.LOCAL_ACCOUNTS)
    throw new ConfigFault('环境变量 LOCAL_ACCOUNTS 不能为 off：没有设置 OIDC_ISSUER，将无人能够登录');
  return provider;
};

// The one place where the environment is read. A bad value names its variable and ends the start.
export const readConfig = (env: Record<string, unknown>): Config => {
  const read = environment.safeParse(
    Object.fromEntries(Object.entries(env).filter(([, value]) => value !== '')),
  );
  if (!read.success) {
    const [first] = read.error.issues;
    throw new ConfigFault(`环境变量 ${String(first?.path[0])} 的值无效：${first?.message}`);
  }
  const e = read.data;
  const provider = checkedTogether(e);
  const maxUploadBytes = Math.floor(e.MAX_UPLOAD_MB * 1024 * 1024);
  return {
    host: e.HOST,
    port: e.PORT,
    databaseUrl: e.DATABASE_URL,
    migrationDatabaseUrl: e.MIGRATION_DATABASE_URL,
    dataDir: e.DATA_DIR,
    ...keyConfigOf(e),
    publicUrl: e.PUBLIC_URL ?? `http://${e.HOST}:${e.PORT}`,
    hstsSubdomains: e.HSTS_SUBDOMAINS,
    scheduler: e.SCHEDULER,
    pushAllow: e.PUSH_ALLOW,
    maxUploadBytes,
    maxXlsxBytes: Math.min(maxUploadBytes, 256 * 1024 * 1024),
    dropRoot: e.DROP_ROOT,
    witnessUrl: e.WITNESS_URL,
    trustedProxies: e.TRUSTED_PROXIES,
    migrate: e.MIGRATE,
    databaseLimits: {
      statementMs: e.DATABASE_STATEMENT_SECONDS * 1000,
      lockMs: e.DATABASE_LOCK_SECONDS * 1000,
      idleMs: e.DATABASE_IDLE_SECONDS * 1000,
    },
    logLevel: e.LOG_LEVEL,
    provider,
    localAccounts: e.LOCAL_ACCOUNTS,
  };
};
