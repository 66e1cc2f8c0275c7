import type { FC } from 'hono/jsx';
import { ownValue } from '../../kernel/own-keys.ts';
import { ActionButton, ErrorSummary, type Refusal, TextField } from '../../platform/web/form.view.tsx';
import { Moment, PageTitle, Table, Tag } from '../../platform/web/pieces.view.tsx';
import { NewPasswordField } from './sign-in-step.view.tsx';

export type SessionShown = {
  id: string;
  openedAt: string;
  usedAt: string;
  endsAt: string;
  address: string;
  device: string;
  isCurrent: boolean;
};

const doneWords: Readonly<Record<string, string>> = {
  ended: '已结束这次登录，该设备须重新登录。',
  password: '密码已更改。其他登录已全部结束。',
};

type Account = {
  sessions: readonly SessionShown[];
  factor: { since: string; codesLeft: number } | null;
  hasPassword: boolean;
  refusal: Refusal;
  done: string;
};

export const AccountView: FC<Account> = ({ sessions, factor, hasPassword, refusal, done }) => (
  <>
    <ErrorSummary refusal={refusal} />
    <PageTitle
      title="我的账号"
      lead="查看本人在哪里登录过。看到不认识的登录，请结束它，更改密码，并立即告知安全管理员。"
    />
    {ownValue(doneWords, done) && (
      <p class="notice good" role="status">
        {ownValue(doneWords, done)}
      </p>
    )}
    <SessionTable
      sessions={sessions}
      end={({ id, openedAt }) => (
        <ActionButton
          action={`/desk/account/sessions/${id}/end`}
          label="结束"
          about={openedAt}
          look="plain"
        />
      )}
    />
    <div class="duo">
      <form class="card" method="post" action="/desk/account/password">
        <h2>更改密码</h2>
        <TextField
          name="current"
          label="现用密码"
          type="password"
          refusal={refusal}
          autocomplete="current-password"
        />
        <NewPasswordField refusal={refusal} />
        <button type="submit">更改密码</button>
      </form>
      <Factor factor={factor} hasPassword={hasPassword} refusal={refusal} />
    </div>
  </>
);

const Factor: FC<Pick<Account, 'factor' | 'hasPassword' | 'refusal'>> = ({
  factor,
  hasPassword,
  refusal,
}) => (
  <form class="card" method="post" action="/desk/account/second-factor">
    <h2>动态口令</h2>
    {factor ? (
      <>
        <p>
          <Tag tone="good" word="已启用" /> 自 <Moment at={factor.since} /> 起，恢复码还剩 {factor.codesLeft}{' '}
          个。
        </p>
        <TextField
          name="code"
          label="现有的动态口令"
          hint="换手机或要新的恢复码时，先输入现在的六位数字或一个恢复码"
          refusal={{ ...refusal, typed: {} }}
          autocomplete="one-time-code"
          maxLength={60}
          isCode
        />
        <button type="submit" class="plain">
          重新绑定
        </button>
      </>
    ) : (
      <>
        <p>
          <Tag tone="warn" word="未启用" />{' '}
          启用后，登录除密码外还须手机上的六位数字，密码泄露也不致被他人登录。
        </p>
        {hasPassword && (
          <TextField
            name="proof"
            label="再输入一次现用密码"
            type="password"
            refusal={refusal}
            autocomplete="current-password"
          />
        )}
        <button type="submit">启用动态口令</button>
      </>
    )}
  </form>
);

type Sessions = { sessions: readonly SessionShown[]; end?: FC<SessionShown> };

export const SessionTable: FC<Sessions> = ({ sessions, end }) => (
  <Table
    caption="现有的登录"
    columns={['登录时间', '最近使用', '不再使用时退出', '地址与设备', ...(end ? ['操作'] : [])]}
    count={sessions.length}
    empty="没有登录。"
  >
    {sessions.map((session) => (
      <tr>
        <th scope="row">
          <Moment at={session.openedAt} /> {session.isCurrent && <Tag tone="good" word="本次登录" />}
        </th>
        <td>
          <Moment at={session.usedAt} />
        </td>
        <td>
          <Moment at={session.endsAt} />
        </td>
        <td>
          {session.address || '—'}
          <p class="hint excerpt">{session.device}</p>
        </td>
        {end && <td>{end(session)}</td>}
      </tr>
    ))}
  </Table>
);
