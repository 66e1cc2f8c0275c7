import { createHash, randomBytes } from 'node:crypto';
import { realpathSync, rmSync } from 'node:fs';
import { createConnection, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

// Two processes on one PGlite folder destroy it. A listening socket is a lock the kernel releases
// however its holder dies. Socket paths are limited to about 100 bytes, so a long one
// moves to the temporary folder.
export const folderSocket = (dataDir: string, purpose: 'lock' | 'backup'): string => {
  const folder = realpathSync(dataDir);
  const name = createHash('sha256').update(folder).digest('hex').slice(0, 16);
  if (process.platform === 'win32')
    return `\\\\.\\pipe\\registry-${name}${purpose === 'lock' ? '' : '-backup'}`;
  const beside = join(folder, purpose);
  return beside.length < 100 ? beside : join(tmpdir(), `registry-${name}.${purpose}`);
};

type Held = { token: string; release: () => Promise<void> };

const holderOf = (path: string) =>
  new Promise<string | undefined>((answer) => {
    let heard = '';
    const probe = createConnection(path);
    probe.on('data', (bytes) => (heard += bytes));
    probe.once('close', () => answer(heard || undefined));
    probe.once('error', () => answer(undefined));
  });

const listen = (path: string) =>
  new Promise<Held | undefined>((answer, fail) => {
    const token = randomBytes(8).toString('hex');
    const server = createServer((socket) => socket.end(token));
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? answer(undefined) : fail(error),
    );
    server.listen(path, () => {
      server.unref();
      answer({ token, release: () => new Promise<void>((closed) => server.close(() => closed())) });
    });
  });

// Two starters may both find a dead holder's socket; the one whose socket was
// replaced finds out and gives way.
const takeOver = async (path: string): Promise<Held | undefined> => {
  if (await holderOf(path)) return undefined;
  rmSync(path, { force: true });
  const held = await listen(path);
  await wait(60);
  return held && (await holderOf(path)) === held.token ? held : undefined;
};

export class DataFolderInUse extends Error {}

export const lockDataFolder = async (dataDir: string): Promise<() => Promise<void>> => {
  const path = folderSocket(dataDir, 'lock');
  const held = (await listen(path)) ?? (await takeOver(path));
  if (held) return held.release;
  throw new DataFolderInUse(
    `数据目录 ${dataDir} 正被另一个进程使用；嵌入式数据库一次只能由一个进程打开，请先停止正在运行的服务`,
  );
};
