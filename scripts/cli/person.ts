import { resetPassword } from '../../src/access/passwords/reset-password.ts';
import { removeSecondFactor } from '../../src/access/sessions/remove-second-factor.ts';
import { disablePerson } from '../../src/access/staff/disable-person.ts';
import { enablePerson } from '../../src/access/staff/enable-person.ts';
import { findNamed } from '../../src/access/staff/find-named.ts';
import { giveRoles } from '../../src/access/staff/give-roles.ts';
import { listPeople } from '../../src/access/staff/list-people.ts';
import { movePerson } from '../../src/access/staff/move-person.ts';
import { roleWords } from '../../src/access/staff/separation.rules.ts';
import { RolesIn } from '../../src/access/staff/staff.schema.ts';
import { takeRoles } from '../../src/access/staff/take-roles.ts';
import type { Ctx } from '../../src/platform/door/deps.ts';
import { asOperator } from './as-operator.ts';
import { checkedInput } from './checked-input.ts';
import type { Answer, Call, Command, Option } from './command.ts';

const whose: Readonly<Record<string, Option>> = {
  agency: { type: 'string', value: 'SCJG', about: '单位代码', required: true },
  name: { type: 'string', value: '姓名', about: '登录名', required: true },
};
const ROLES: Option = { type: 'string', value: 'window,…', about: '角色', required: true };

type Act = (ctx: Ctx, id: string, call: Call) => Promise<Answer>;
type About = { name: string; about: string; options?: Readonly<Record<string, Option>> };

// The operating system's hand: one is enough, works at once, and stands in the trail as the operator's.
const onPerson = ({ name, about, options = {} }: About, act: Act): Command => ({
  name,
  about,
  options: { ...whose, ...options },
  run: (call) =>
    asOperator(call.env, async (ctx) => {
      const named = { agency: call.text('agency') ?? '', name: call.text('name') ?? '' };
      return act(ctx, await findNamed(ctx, named), call);
    }),
});

const rolesOf = (call: Call) => checkedInput(RolesIn, { roles: call.list('roles') }).roles;
const done = (id: string, text: string): Answer => ({ text, json: { id } });

export const personCommands: readonly Command[] = [
  {
    name: 'user list',
    about: '列出人员：单位、姓名、角色、状态',
    options: { agency: { type: 'string', value: 'SCJG', about: '只列一个单位' } },
    run: async ({ env, text }) => {
      const { items } = await asOperator(env, (ctx) =>
        listPeople(ctx, { agency: text('agency'), limit: 500 }),
      );
      const lines = items.map(
        ({ agency, name, roles, disabledAt }) =>
          `${agency} ${name}（${roleWords(roles)}）${disabledAt ? '已停用' : ''}`,
      );
      return { text: lines.join('\n') || '还没有人员', json: items };
    },
  },
  onPerson(
    { name: 'user give-roles', about: '授予角色，即时生效', options: { roles: ROLES } },
    async (ctx, id, call) => {
      const given = await giveRoles(ctx, { id, roles: rolesOf(call) });
      return { text: `现有角色：${roleWords(given.roles)}`, json: { id, ...given } };
    },
  ),
  onPerson(
    { name: 'user take-roles', about: '收回角色，即时生效', options: { roles: ROLES } },
    async (ctx, id, call) => {
      const left = await takeRoles(ctx, { id, roles: rolesOf(call) });
      return { text: `现有角色：${roleWords(left.roles)}`, json: { id, ...left } };
    },
  ),
  onPerson({ name: 'user disable', about: '停用，即时不能登录' }, async (ctx, id) => {
    await disablePerson(ctx, { id });
    return done(id, '已停用');
  }),
  onPerson({ name: 'user enable', about: '恢复使用，不带任何角色' }, async (ctx, id) => {
    await enablePerson(ctx, { id });
    return done(id, '已恢复使用，请另行授予角色');
  }),
  onPerson(
    {
      name: 'user move',
      about: '调到另一单位，原有角色全部收回',
      options: { to: { type: 'string', value: 'ZWFW', about: '新单位代码', required: true } },
    },
    async (ctx, id, call) => {
      await movePerson(ctx, { id, agency: call.text('to') ?? '' });
      return done(id, '已调动，请另行授予角色');
    },
  ),
  onPerson(
    { name: 'user reset-password', about: '以一次性密码代替原密码，只显示这一次' },
    async (ctx, id) => {
      const { code, codeUntil } = await resetPassword(ctx, id);
      return { text: `一次性密码 ${code}\n请当面交给本人，一天内有效。`, json: { id, code, codeUntil } };
    },
  ),
  onPerson(
    { name: 'user remove-factor', about: '解除动态口令绑定（手机与恢复码均已遗失）' },
    async (ctx, id) => {
      await removeSecondFactor(ctx, id);
      return done(id, '已解除，下次登录时重新绑定');
    },
  ),
];
