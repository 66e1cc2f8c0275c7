import type { FC, PropsWithChildren } from 'hono/jsx';
import {
  ActionButton,
  ChoiceField,
  ErrorSummary,
  type Refusal,
  TextField,
} from '../../platform/web/form.view.tsx';
import { Facts, Moment, NextPage, PageTitle, Table, Tag } from '../../platform/web/pieces.view.tsx';
import { type SessionShown, SessionTable } from '../sessions/account.view.tsx';
import { roleOptions, roleWords } from './separation.rules.ts';

type Person = {
  id: string;
  agency: string;
  agencyName: string;
  name: string;
  roles: readonly string[];
  disabledAt: string | null;
  hasFactor: boolean;
};

const Standing: FC<{ person: Person }> = ({ person: { disabledAt } }) =>
  disabledAt ? <Tag tone="calm" word="已停用" /> : <Tag tone="good" word="在用" />;

export const PeopleView: FC<{ people: readonly Person[]; next: string | null; mayAdd: boolean }> = (
  props,
) => (
  <>
    <PageTitle
      title="人员"
      lead="系统管理员添加、调动、停用人员，不授权；安全管理员授予和收回角色；登记、审计与管理角色须另一人复核。"
    />
    {props.mayAdd && (
      <p>
        <a class="button" href="/desk/people/new">
          添加人员
        </a>
      </p>
    )}
    <Table
      caption="人员"
      columns={['姓名', '单位', '角色', '动态口令', '状态']}
      count={props.people.length}
      empty="还没有人员。"
    >
      {props.people.map((person) => (
        <tr>
          <th scope="row">
            <a href={`/desk/people/${person.id}`}>{person.name}</a>
          </th>
          <td>{person.agencyName}</td>
          <td>{roleWords(person.roles)}</td>
          <td>{person.hasFactor ? '已启用' : '未启用'}</td>
          <td>
            <Standing person={person} />
          </td>
        </tr>
      ))}
    </Table>
    <NextPage path="/desk/people" next={props.next} />
  </>
);

export const NewPersonView: FC<{ refusal: Refusal }> = ({ refusal }) => (
  <>
    <ErrorSummary refusal={refusal} />
    <PageTitle title="添加人员" lead="添加后给出一次性密码，当面交给本人；角色由安全管理员另行授予。" />
    <form class="card" method="post" action="/desk/people">
      <TextField name="agency" label="单位代码" refusal={refusal} isCode isFirst />
      <TextField name="name" label="姓名" refusal={refusal} maxLength={60} />
      <button type="submit">添加</button>
    </form>
  </>
);

type Code = { agency: string; name: string; code: string; person: string };
export const OneTimeCodeView: FC<Code> = ({ agency, name, code, person }) => (
  <>
    <PageTitle
      title="一次性密码"
      lead="只显示这一次，一天内有效。请当面交给本人，由本人登录时设置自己的密码。"
    />
    <Facts
      lines={[
        ['单位代码', agency],
        ['姓名', name],
        ['一次性密码', <span class="code">{code}</span>],
      ]}
    />
    <p>
      <a class="button" href={`/desk/people/${person}`}>
        已交付，继续
      </a>
    </p>
  </>
);

type History = { at: string; by: string; step: string; about: Readonly<Record<string, unknown>> };
const stepWords: Readonly<Record<string, string>> = {
  added: '添加',
  'roles-given': '授予角色',
  'roles-taken': '收回角色',
  moved: '调动',
  disabled: '停用',
  enabled: '恢复使用',
  'password-reset': '重置密码',
  'factor-removed': '解除动态口令',
};
const wordsAbout = ({ about }: History): string => {
  const roles =
    Array.isArray(about.roles) && about.roles.length > 0 ? roleWords(about.roles.map(String)) : '';
  return [typeof about.agency === 'string' ? about.agency : '', roles].filter(Boolean).join('，');
};

type May = Record<'give' | 'move' | 'reset' | 'unbind' | 'end', boolean> & {
  turn: 'disable' | 'enable' | null;
};
type Shown = {
  person: Person & { history: readonly History[] };
  sessions: readonly SessionShown[] | null;
  may: May;
  refusal: Refusal;
  done: string | undefined;
};

export const PersonView: FC<Shown> = ({ person, sessions, may, refusal, done }) => (
  <>
    <ErrorSummary refusal={refusal} />
    <PageTitle title={person.name} lead={person.agencyName} />
    {done && (
      <p class="notice good" role="status">
        {done}
      </p>
    )}
    <Facts
      lines={[
        ['状态', <Standing person={person} />],
        ['角色', roleWords(person.roles)],
        ['动态口令', person.hasFactor ? '已启用' : '未启用'],
      ]}
    />
    <div class="duo">
      {may.give && <RolesForm person={person} refusal={refusal} />}
      {Object.values(may).some(Boolean) && <Acts person={person} may={may} refusal={refusal} />}
    </div>
    {sessions && <SessionTable sessions={sessions} />}
    <Table
      caption="经过"
      columns={['时间', '办理', '内容', '由谁']}
      count={person.history.length}
      empty="没有记录。"
    >
      {person.history.map((line) => (
        <tr>
          <td>
            <Moment at={line.at} />
          </td>
          <th scope="row">{stepWords[line.step] ?? line.step}</th>
          <td>{wordsAbout(line)}</td>
          <td>{byWords(line.by)}</td>
        </tr>
      ))}
    </Table>
  </>
);

const byWords = (by: string): string => (by.startsWith('operator:') ? `操作员（命令行）${by.slice(9)}` : by);

const RolesForm: FC<{ person: Person; refusal: Refusal }> = ({ person, refusal }) => (
  <form class="card" method="post" action={`/desk/people/${person.id}/give-roles`}>
    <h2>角色</h2>
    <ChoiceField
      name="roles[]"
      label="选择角色"
      hint="登记、审计与管理角色须另一人复核后生效；三类管理员须由三人分任，不得兼任业务角色；批量核查只对窗口核查人员有效"
      refusal={refusal}
      options={roleOptions}
    />
    <div class="actions">
      <button type="submit">授予</button>
      <button type="submit" class="plain" formaction={`/desk/people/${person.id}/take-roles`}>
        收回
      </button>
    </div>
  </form>
);

const Folded: FC<PropsWithChildren<{ title: string; about: string }>> = ({ title, about, children }) => (
  <details>
    <summary>{title}</summary>
    <p>{about}</p>
    {children}
  </details>
);

const Acts: FC<{ person: Person; may: May; refusal: Refusal }> = ({ person: { id, name }, may, refusal }) => (
  <section class="card" aria-labelledby="acts">
    <h2 id="acts">办理</h2>
    {may.move && (
      <form method="post" action={`/desk/people/${id}/move`}>
        <TextField
          name="agency"
          label="调到单位（代码）"
          hint="原有角色全部收回，由安全管理员另行授权"
          refusal={refusal}
          isCode
        />
        <button type="submit" class="plain">
          调动
        </button>
      </form>
    )}
    {may.reset && (
      <Folded title="重置密码" about="原密码即时作废，给出一次性密码。">
        <ActionButton
          action={`/desk/people/${id}/password-reset`}
          label="确认重置"
          about={name}
          look="danger"
        />
      </Folded>
    )}
    {may.unbind && (
      <Folded title="解除动态口令" about="仅在手机与恢复码均已遗失、并核实本人身份后办理。">
        <ActionButton action={`/desk/people/${id}/unbind`} label="确认解除" about={name} look="danger" />
      </Folded>
    )}
    {may.end && (
      <Folded title="结束全部登录" about="该人员须重新登录。">
        <ActionButton
          action={`/desk/people/${id}/end-sessions`}
          label="确认结束"
          about={name}
          look="danger"
        />
      </Folded>
    )}
    {may.turn === 'disable' && (
      <Folded title="停用" about="即时不能登录，待复核的授权失效。">
        <ActionButton action={`/desk/people/${id}/disable`} label="确认停用" about={name} look="danger" />
      </Folded>
    )}
    {may.turn === 'enable' && (
      <Folded title="恢复使用" about="不带任何角色，由安全管理员另行授权。">
        <ActionButton action={`/desk/people/${id}/enable`} label="确认恢复" about={name} />
      </Folded>
    )}
  </section>
);
