import type { Context } from 'hono';
import { ownValue } from '../../kernel/own-keys.ts';
import { type Refusal, untouched } from '../../platform/web/form.view.tsx';
import type { Env } from '../../platform/web/http.ts';
import { fitted, formOf, parsed, tried } from '../../platform/web/page-form.ts';
import { asks, draw, pages, UUID } from '../../platform/web/pages.ts';
import { resetPassword } from '../passwords/reset-password.ts';
import { endStaffSessions } from '../sessions/end-staff-sessions.ts';
import { listStaffSessions } from '../sessions/list-staff-sessions.ts';
import { removeSecondFactor } from '../sessions/remove-second-factor.ts';
import { addStaff } from './add-staff.ts';
import { disablePerson } from './disable-person.ts';
import { enablePerson } from './enable-person.ts';
import { giveRoles } from './give-roles.ts';
import { listPeople } from './list-people.ts';
import { movePerson } from './move-person.ts';
import { NewPersonView, OneTimeCodeView, PeopleView, PersonView } from './people.view.tsx';
import { showPerson } from './show-person.ts';
import { MoveIn, RolesIn, StaffAt } from './staff.schema.ts';
import { takeRoles } from './take-roles.ts';

const LISTED = 50;
const words = {
  labels: { agency: '单位代码', name: '姓名', 'roles[]': '角色' },
  fields: {
    'agency.unknown': 'agency',
    'staff.duplicate': 'agency',
    'staff.roles-exclude': 'roles[]',
    'staff.own-rights': 'roles[]',
  },
} as const;

const doneWords: Readonly<Record<string, string>> = {
  confirmed: '角色已变更，该人员须重新登录。',
  pending: '已提出，待另一人在“授权复核”复核后生效。',
  moved: '已调动，原有角色已全部收回。',
  disabled: '已停用。',
  enabled: '已恢复使用，请安全管理员另行授权。',
  unbound: '已解除动态口令，下次登录时重新绑定。',
  ended: '该人员的登录已全部结束。',
};

const at = (id: string, done: string) => `/desk/people/${id}?done=${done}`;

const drawPerson = async (c: Context<Env>, id: string, refusal: Refusal = untouched) => {
  const ctx = c.get('ctx');
  const { may } = ctx.actor;
  const person = await showPerson(ctx, id);
  const sessions = may.has('staff.sessions') ? await listStaffSessions(ctx, id) : null;
  const mayTurn = person.disabledAt ? may.has('staff.enable') : may.has('staff.disable');
  const hasErrors = refusal.faults.length > 0;
  const body = (
    <PersonView
      person={person}
      sessions={sessions}
      may={{
        give: may.has('staff.give-roles'),
        move: may.has('staff.move'),
        turn: mayTurn ? (person.disabledAt ? 'enable' : 'disable') : null,
        reset: may.has('staff.reset-password'),
        unbind: may.has('staff.remove-factor') && person.hasFactor,
        end: may.has('staff.end-sessions'),
      }}
      refusal={refusal}
      done={hasErrors ? undefined : ownValue(doneWords, c.req.query('done') ?? '')}
    />
  );
  return draw(c, { title: person.name, body, hasErrors }, hasErrors ? 422 : 200);
};

const drawNew = (c: Context<Env>, refusal: Refusal = untouched) => {
  const hasErrors = refusal.faults.length > 0;
  const body = <NewPersonView refusal={refusal} />;
  return draw(c, { title: '添加人员', body, hasErrors }, hasErrors ? 422 : 200);
};

const changeRoles = async (c: Context<Env>, id: string, verb: typeof giveRoles | typeof takeRoles) => {
  const { typed, input } = await formOf(c);
  const done = await tried(typed, words, () => verb(c.get('ctx'), { id, ...fitted(RolesIn, input) }));
  return done.ok ? c.redirect(at(id, done.value.state), 303) : drawPerson(c, id, done.refusal);
};

export const peoplePages = pages()
  .get('/people', asks('staff.list'), async (c) => {
    const ctx = c.get('ctx');
    const { items, next } = await listPeople(ctx, { limit: LISTED, after: c.req.query('after') });
    const body = <PeopleView people={items} next={next} mayAdd={ctx.actor.may.has('staff.add')} />;
    return draw(c, { title: '人员', body });
  })
  .get('/people/new', asks('staff.add'), (c) => drawNew(c))
  .post('/people', asks('staff.add'), async (c) => {
    const { typed, input } = await formOf(c);
    const done = await tried(typed, words, () => {
      const ctx = c.get('ctx');
      return addStaff(ctx, { ...parsed(ctx, StaffAt, input), roles: [] });
    });
    if (!done.ok) return drawNew(c, done.refusal);
    const { agency, name, code = '', id } = done.value;
    const body = <OneTimeCodeView agency={agency} name={name} code={code} person={id} />;
    return draw(c, { title: '一次性密码', body }, 201);
  })
  .get(`/people/:id${UUID}`, asks('staff.list'), (c) => drawPerson(c, c.req.param('id')))
  .post(`/people/:id${UUID}/give-roles`, asks('staff.give-roles'), (c) =>
    changeRoles(c, c.req.param('id'), giveRoles),
  )
  .post(`/people/:id${UUID}/take-roles`, asks('staff.take-roles'), (c) =>
    changeRoles(c, c.req.param('id'), takeRoles),
  )
  .post(`/people/:id${UUID}/move`, asks('staff.move'), async (c) => {
    const id = c.req.param('id');
    const { typed, input } = await formOf(c);
    const done = await tried(typed, words, () => movePerson(c.get('ctx'), { id, ...fitted(MoveIn, input) }));
    return done.ok ? c.redirect(at(id, 'moved'), 303) : drawPerson(c, id, done.refusal);
  })
  .post(`/people/:id${UUID}/password-reset`, asks('staff.reset-password'), async (c) => {
    const id = c.req.param('id');
    const { agency, name, code } = await resetPassword(c.get('ctx'), id);
    const body = <OneTimeCodeView agency={agency} name={name} code={code} person={id} />;
    return draw(c, { title: '一次性密码', body });
  })
  .post(`/people/:id${UUID}/unbind`, asks('staff.remove-factor'), async (c) => {
    await removeSecondFactor(c.get('ctx'), c.req.param('id'));
    return c.redirect(at(c.req.param('id'), 'unbound'), 303);
  })
  .post(`/people/:id${UUID}/end-sessions`, asks('staff.end-sessions'), async (c) => {
    await endStaffSessions(c.get('ctx'), c.req.param('id'));
    return c.redirect(at(c.req.param('id'), 'ended'), 303);
  })
  .post(`/people/:id${UUID}/disable`, asks('staff.disable'), async (c) => {
    await disablePerson(c.get('ctx'), { id: c.req.param('id') });
    return c.redirect(at(c.req.param('id'), 'disabled'), 303);
  })
  .post(`/people/:id${UUID}/enable`, asks('staff.enable'), async (c) => {
    await enablePerson(c.get('ctx'), { id: c.req.param('id') });
    return c.redirect(at(c.req.param('id'), 'enabled'), 303);
  });
