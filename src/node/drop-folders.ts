import { constants, realpathSync } from 'node:fs';
import { lstat, mkdir, open, readdir, realpath, rename, rm } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { Problem } from '../kernel/problems.ts';
import {
  type DropBox,
  DropChanged,
  type DroppedFile,
  type OpenFolder,
} from '../platform/outside/drop-box.ts';
import { ConfigFault } from '../platform/running/config.ts';

const READ_BYTES = 256 * 1024;

type Stats = { size: bigint; mtimeNs: bigint };
const versionOf = ({ size, mtimeNs }: Stats) => `${size}-${mtimeNs}`;

const isMissing = (error: unknown) => (error as NodeJS.ErrnoException).code === 'ENOENT';
const unlessMissing = async <T>(asked: Promise<T>): Promise<T | undefined> => {
  try {
    return await asked;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
};

const fileAt = async (folder: string, name: string): Promise<DroppedFile | undefined> => {
  const stats = await unlessMissing(lstat(join(folder, name), { bigint: true }));
  if (!stats?.isFile()) return undefined;
  return { name, byteCount: Number(stats.size), version: versionOf(stats) };
};

const listFolder = async (folder: string): Promise<DroppedFile[]> => {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isFile()).map(({ name }) => name);
  const found: DroppedFile[] = [];
  for (const name of names.toSorted()) {
    const file = await fileAt(folder, name);
    if (file) found.push(file);
  }
  return found;
};

// A link is never followed, and what changed while it was read was not read.
async function* bytesOf(folder: string, { name, version }: DroppedFile): AsyncGenerator<Uint8Array> {
  const opened = await unlessMissing(open(join(folder, name), constants.O_RDONLY | constants.O_NOFOLLOW));
  if (!opened) throw new DropChanged('gone');
  try {
    const buffer = new Uint8Array(READ_BYTES);
    for (;;) {
      const { bytesRead } = await opened.read(buffer, 0, READ_BYTES);
      if (bytesRead === 0) break;
      yield buffer.slice(0, bytesRead);
    }
    if (versionOf(await opened.stat({ bigint: true })) !== version) throw new DropChanged('written to');
  } finally {
    await opened.close();
  }
}

// Whole or not at all, and never through a link that somebody laid in the way.
const writeWhole = async (folder: string, name: string, content: Uint8Array) => {
  const unfinished = join(folder, `.${name}.tmp`);
  await rm(unfinished, { force: true });
  const file = await open(unfinished, 'wx', 0o640);
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(unfinished, join(folder, name));
};

const setAside = async (folder: string, to: string, file: { name: string; version: string }) => {
  if ((await fileAt(folder, file.name))?.version !== file.version) return;
  const aside = join(folder, `.${to}`);
  await mkdir(aside, { mode: 0o750 }).catch((error) => {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  });
  if (!(await lstat(aside)).isDirectory()) throw new Problem('source.location');
  await unlessMissing(rename(join(folder, file.name), join(aside, file.name)));
};

// Sources lie below one root that the operator named; a link that leads out of it leads nowhere.
export const dropFolders = (dropRoot: string): OpenFolder => {
  const root = rootAt(dropRoot);
  return async (location): Promise<DropBox> => {
    const folder = await realpath(join(root, location)).catch(() => undefined);
    const isBelow = folder === root || folder?.startsWith(root.endsWith(sep) ? root : root + sep);
    if (!folder || !isBelow || !(await lstat(folder)).isDirectory()) throw new Problem('source.location');
    return {
      list: () => listFolder(folder),
      read: (file) => bytesOf(folder, file),
      write: (name, content) => writeWhole(folder, name, content),
      remove: (name) => rm(join(folder, name), { force: true }),
      setAside: (to, file) => setAside(folder, to, file),
    };
  };
};

const rootAt = (dropRoot: string): string => {
  try {
    return realpathSync(dropRoot);
  } catch {
    throw new ConfigFault(`环境变量 DROP_ROOT 的值无效：目录 ${dropRoot} 不存在或不可读`);
  }
};
