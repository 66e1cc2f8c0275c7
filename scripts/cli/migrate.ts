import { adoptTrail } from '../../src/access/audit/adopt-trail.ts';
import { verifyIndex } from '../../src/platform/keys/assure-index.ts';
import { asOperator } from './as-operator.ts';
import type { Command } from './command.ts';

const blind = (count: number) =>
  `主体号码索引（subject_identifiers）不完整：${count} 个主体缺少号码，核查等查询已停止；请从备份恢复该表后再次执行 migrate`;

export const migrateCommands: readonly Command[] = [
  {
    name: 'migrate',
    about:
      '应用尚未应用的数据库迁移，载入法定的设置、规则与工作日表，设定运行角色的权限（另有 MIGRATION_DATABASE_URL 时），并逐一核对主体号码索引；可重复执行',
    options: {},
    run: ({ env }) =>
      asOperator({ ...env, MIGRATE: 'on' }, async (ctx, { applied, grant }) => {
        const role = await grant();
        await adoptTrail(ctx);
        const { missing } = await verifyIndex(ctx);
        const done = [
          applied.length > 0 ? `已应用 ${applied.join('、')}` : '数据库已是最新，没有待应用的迁移',
          ...(role === null ? [] : [`已重新设定运行角色 ${role} 的权限`]),
        ].join('\n');
        const json = { applied, ...(role === null ? {} : { runningRole: role }) };
        return missing === 0
          ? { text: done, json }
          : { text: `${done}\n${blind(missing)}`, json: { ...json, incomplete: missing }, isGood: false };
      }),
  },
];
