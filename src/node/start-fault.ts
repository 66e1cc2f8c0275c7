import { KeyFault } from '../platform/keys/master-key.rules.ts';
import { ConfigFault } from '../platform/running/config.ts';
import { DataFolderInUse } from './data-folder-lock.ts';
import { DataFolderDamaged } from './open-database.ts';

const UNREACHABLE = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ECONNRESET',
  'CONNECT_TIMEOUT',
  '57P03',
]);
const UNOPENED = new Set(['EADDRNOTAVAIL', 'EACCES', 'EPERM', 'EROFS', 'ENOSPC']);
const REFUSED = new Set(['28P01', '28000', '3D000']);

const codeOf = (error: unknown): string => {
  const { code, cause } = (error ?? {}) as { code?: unknown; cause?: unknown };
  return typeof code === 'string' ? code : cause ? codeOf(cause) : '';
};

// A fault that an operator can mend, in one line; undefined for a fault of the program.
export const startFault = (error: unknown): string | undefined => {
  if ([ConfigFault, KeyFault, DataFolderInUse, DataFolderDamaged].some((kind) => error instanceof kind))
    return (error as Error).message;
  const code = codeOf(error);
  const isListening = (error as { syscall?: unknown } | null)?.syscall === 'listen';
  if (code === 'EADDRINUSE' && isListening)
    return '环境变量 PORT 指定的端口已被占用，请换一个端口，或用 PORT=0 自动选择';
  if (UNOPENED.has(code))
    return isListening
      ? '环境变量 HOST、PORT 指定的地址无法监听，请核对后重试'
      : '环境变量 DATA_DIR 指定的目录无法读写，请检查权限与磁盘空间';
  if (UNREACHABLE.has(code))
    return '环境变量 DATABASE_URL 指向的数据库无法连接，请检查地址与数据库是否在运行';
  if (REFUSED.has(code)) return '环境变量 DATABASE_URL 中的用户、密码或数据库名不被接受，请核对后重试';
  return undefined;
};
