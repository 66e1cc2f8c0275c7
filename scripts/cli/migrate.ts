import { asOperator } from './as-operator.ts';
import type { Command } from './command.ts';

export const migrateCommands: readonly Command[] = [
  {
    name: 'migrate',
    about: '应用尚未应用的数据库迁移，并载入法定的设置、规则与工作日表；可重复执行',
    options: {},
    run: ({ env }) =>
      asOperator({ ...env, MIGRATE: 'on' }, async (_, { applied }) => ({
        text: applied.length > 0 ? `已应用 ${applied.join('、')}` : '数据库已是最新，没有待应用的迁移',
        json: { applied },
      })),
  },
];
