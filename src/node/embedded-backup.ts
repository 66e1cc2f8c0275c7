import { chmodSync, rmSync } from 'node:fs';
import { createConnection, createServer } from 'node:net';
import { folderSocket } from './data-folder-lock.ts';

// Only the process that holds an embedded database can read it whole, so a back-up is asked of that process,
// through a socket that only its own account may open. The answer: the size of the archive on a line, then
// the archive.
export const serveBackups = async (
  dataDir: string,
  dump: () => Promise<Blob>,
): Promise<() => Promise<void>> => {
  const path = folderSocket(dataDir, 'backup');
  const server = createServer((socket) => {
    socket.on('error', () => {});
    dump().then(
      async (archive) => {
        socket.write(`${archive.size}\n`);
        socket.end(new Uint8Array(await archive.arrayBuffer()));
      },
      () => socket.destroy(),
    );
  });
  // A dead holder's; who calls holds the folder.
  if (process.platform !== 'win32') rmSync(path, { force: true });
  await new Promise<void>((ready, fail) => server.once('error', fail).listen(path, ready));
  if (process.platform !== 'win32') chmodSync(path, 0o600);
  server.unref();
  return () => new Promise((closed) => server.close(() => closed()));
};

const NEWLINE = 0x0a;

export class BackupCutShort extends Error {}

// Absent where nobody holds the folder.
export const askForBackup = (dataDir: string): Promise<Uint8Array | undefined> =>
  new Promise((answer, fail) => {
    const parts: Buffer[] = [];
    const socket = createConnection(folderSocket(dataDir, 'backup'));
    socket.on('data', (part) => parts.push(part));
    socket.once('error', (error: NodeJS.ErrnoException) =>
      ['ENOENT', 'ECONNREFUSED'].includes(error.code ?? '') ? answer(undefined) : fail(error),
    );
    socket.once('end', () => {
      const whole = Buffer.concat(parts);
      const head = whole.indexOf(NEWLINE);
      const archive = whole.subarray(head + 1);
      if (head < 1 || Number(whole.subarray(0, head).toString()) !== archive.length)
        fail(new BackupCutShort('服务未能交出完整的备份，请查看其日志后重试'));
      else answer(archive);
    });
    socket.once('close', () => fail(new BackupCutShort('服务在交出备份前断开，请查看其日志后重试')));
  });
