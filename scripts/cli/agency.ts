import { addAgency } from '../../src/access/agencies/add-agency.ts';
import { AgencyIn } from '../../src/access/agencies/agency.schema.ts';
import { asOperator } from './as-operator.ts';
import { checkedCatalogs, checkedInput } from './checked-input.ts';
import type { Command } from './command.ts';

export const agencyCommands: readonly Command[] = [
  {
    name: 'agency add',
    about: '登记一个单位',
    options: {
      code: { type: 'string', value: 'SCJG', about: '单位代码，大写字母、数字、连字符', required: true },
      name: { type: 'string', value: '名称', about: '单位全称', required: true },
      uscc: { type: 'string', value: '代码', about: '单位的统一社会信用代码', required: true },
      roles: {
        type: 'string',
        value: 'feeder,window,…',
        about: 'feeder 报送、window 窗口、subscriber 订阅、registrar 登记、auditor 审计',
        required: true,
      },
      catalogs: { type: 'string', value: 'a,b', about: '可报送的目录代码' },
      succeeds: { type: 'string', value: 'GSJ', about: '更名、撤并而来的：原单位代码，与 --from 同填' },
      from: { type: 'string', value: '2027-01-01', about: '自此日起承继，原单位停用' },
      region: { type: 'string', value: '440300', about: '六位行政区划代码' },
    },
    run: async ({ env, text, list }) => {
      const input = checkedInput(AgencyIn, {
        code: text('code'),
        name: text('name'),
        uscc: text('uscc'),
        roles: list('roles'),
        catalogs: checkedCatalogs(list('catalogs')),
        ...(text('region') ? { region: text('region') } : {}),
        ...(text('succeeds') || text('from')
          ? { succeeds: { agency: text('succeeds') ?? '', from: text('from') ?? '' } }
          : {}),
      });
      const added = await asOperator(env, (ctx) => addAgency(ctx, input));
      return { text: `已登记 ${added.code} ${added.name}`, json: added };
    },
  },
];
