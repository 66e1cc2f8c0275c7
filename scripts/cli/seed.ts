import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dayOf } from '../../src/kernel/day.ts';
import type { Ctx } from '../../src/platform/door/deps.ts';
import { samplesFor } from '../samples/sample-files.ts';
import { seedTown } from '../seed.ts';
import { asOperator } from './as-operator.ts';
import type { Command } from './command.ts';
import { batchLine, importFile } from './import-file.ts';

const importSamples = async (ctx: Ctx) => {
  const folder = mkdtempSync(join(tmpdir(), 'credit-registry-samples-'));
  const files: { line: string; isDone: boolean }[] = [];
  try {
    for (const { file, bytes } of samplesFor(dayOf(ctx.clock.now())).files) {
      const path = join(folder, file.name);
      writeFileSync(path, bytes);
      const batch = await importFile(ctx, { file: path, catalog: file.catalog, agency: file.agency });
      files.push({ line: `${file.name}：${batchLine(batch)}`, isDone: batch.status === 'done' });
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return files;
};

export const seedCommands: readonly Command[] = [
  {
    name: 'seed demo',
    about: '建立一座虚构的城市：单位、用户、密钥、事项与样例数据，供试用',
    options: {},
    run: ({ env }) =>
      asOperator(env, async (ctx) => {
        const password = `Demo-${randomBytes(6).toString('hex')}1`;
        const { keys, logins } = await seedTown(ctx, password);
        const imported = await importSamples(ctx);
        const files = imported.map(({ line }) => line);
        const broken = imported.flatMap(({ line, isDone }) => (isDone ? [] : [line]));
        const text = [
          ...files,
          ...(broken.length > 0
            ? ['', `${broken.length} 个样例文件没有收完，样例数据不全：`, ...broken]
            : []),
          '',
          `用户（首次建立时的密码：${password}）：`,
          ...logins.map(({ agency, name, for: duty }) => `  ${agency} ${name}：${duty}`),
          '',
          '接口密钥（只显示这一次）：',
          ...Object.entries(keys).map(([code, key]) => `  ${code} ${key}`),
        ].join('\n');
        return { text, json: { password, logins, keys, files, broken }, isGood: broken.length === 0 };
      }),
  },
];
