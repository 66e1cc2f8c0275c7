import { addStaff } from '../../src/access/staff/add-staff.ts';
import { StaffIn } from '../../src/access/staff/staff.schema.ts';
import { asOperator } from './as-operator.ts';
import { checkedInput } from './checked-input.ts';
import type { Command } from './command.ts';
import { readPassword } from './read-password.ts';

export const userCommands: readonly Command[] = [
  {
    name: 'user add',
    about: '为单位添加用户；密码在终端询问，或从标准输入读取',
    options: {
      agency: { type: 'string', value: 'SCJG', about: '单位代码', required: true },
      name: { type: 'string', value: '姓名', about: '登录名', required: true },
      roles: {
        type: 'string',
        value: 'window,…',
        about: '角色，另有 system-administrator、security-administrator',
        required: true,
      },
    },
    run: async ({ env, text, list }) => {
      const shape = StaffIn.omit({ password: true });
      const { name, roles = [] } = checkedInput(shape, { name: text('name'), roles: list('roles') });
      const password = await readPassword();
      const added = await asOperator(env, (ctx) =>
        addStaff(ctx, { agency: text('agency') ?? '', name, roles, password }),
      );
      return { text: `已添加 ${added.agency} ${added.name}（${added.roles.join('、')}）`, json: added };
    },
  },
];
