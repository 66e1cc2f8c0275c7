import { existsSync, linkSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { askForBackup } from '../../src/node/embedded-backup.ts';
import { openPglite } from '../../src/node/open-database.ts';
import { ConfigFault, readConfig } from '../../src/platform/running/config.ts';
import { type Command, UsageFault } from './command.ts';

// The holder of the folder hands it over while it runs; where nobody runs, the folder is opened for it, and
// not migrated.
const archiveOf = async (dataDir: string): Promise<{ archive: Uint8Array; isRunning: boolean }> => {
  const given = await askForBackup(dataDir);
  if (given) return { archive: given, isRunning: true };
  const database = await openPglite(dataDir);
  try {
    const dump = await database.pglite.dumpDataDir('gzip');
    return { archive: new Uint8Array(await dump.arrayBuffer()), isRunning: false };
  } finally {
    await database.close();
  }
};

// On the disk whole before it has its name, and never over an earlier one.
const writeWhole = (file: string, bytes: Uint8Array) => {
  const draft = `${file}.${process.pid}.part`;
  try {
    writeFileSync(draft, bytes, { mode: 0o600, flag: 'wx', flush: true });
    linkSync(draft, file);
  } finally {
    rmSync(draft, { force: true });
  }
};

export const backupCommands: readonly Command[] = [
  {
    name: 'backup',
    about: '备份嵌入式数据库到一个文件（tar.gz），服务运行时亦可；PostgreSQL 请用 pg_dump',
    words: ['文件'],
    options: {},
    run: async ({ env, words: [given = ''] }) => {
      const { databaseUrl, dataDir } = readConfig(env);
      if (databaseUrl)
        throw new ConfigFault(
          '设置了 DATABASE_URL：PostgreSQL 请用 pg_dump -Fc 备份，backup 只备份嵌入式数据库',
        );
      if (!existsSync(join(dataDir, 'pgdata')))
        throw new ConfigFault(`环境变量 DATA_DIR 指定的目录 ${dataDir} 中没有嵌入式数据库`);
      const file = resolve(given);
      if (existsSync(file)) throw new UsageFault(`文件已经存在，不会覆盖：${file}`);
      const { archive, isRunning } = await archiveOf(dataDir);
      writeWhole(file, archive);
      const text = [
        `已备份到 ${file}（${archive.length} 字节${isRunning ? '，服务未停' : ''}）`,
        `其中不含主密钥：请把 ${join(dataDir, 'master.key')} 另行保管，没有它备份打不开。`,
        '恢复：把备份解到新目录的 pgdata 中，放入 master.key，执行 after-restore，再启动服务。',
      ].join('\n');
      return { text, json: { file, byteCount: archive.length, isRunning } };
    },
  },
];
