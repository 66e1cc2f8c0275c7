import type { FC } from 'hono/jsx';
import {
  ActionButton,
  ChoiceField,
  ErrorSummary,
  type Refusal,
  TextField,
} from '../../platform/web/form.view.tsx';
import { Moment, NextPage, PageTitle, Table, Tag } from '../../platform/web/pieces.view.tsx';
import { roleOptions, roleWords } from '../staff/separation.rules.ts';
import type { KeyState } from './key.rules.ts';

type KeyShown = {
  id: string;
  agency: string;
  agencyName: string;
  label: string | null;
  roles: readonly string[];
  catalogs: readonly string[] | null;
  addresses: readonly string[] | null;
  state: KeyState;
  issuedAt: string;
  expiresAt: string | null;
  lastUsedAt: string | null;
  replacedBy: string | null;
};
type May = { ask: boolean; revoke: boolean };
type Desk = { keys: readonly KeyShown[]; next: string | null; isRevoked: boolean; may: May };

const stateTags = {
  active: { tone: 'good', word: '有效' },
  expiring: { tone: 'bad', word: '即将到期，请更换' },
  replaced: { tone: 'calm', word: '已更换，旧密钥暂可用' },
  expired: { tone: 'calm', word: '已到期' },
  revoked: { tone: 'calm', word: '已吊销' },
} as const;

export const KeyListView: FC<Desk> = ({ keys, next, isRevoked, may }) => (
  <>
    <PageTitle
      title="接口密钥"
      lead="各单位系统调用接口所用的密钥：可办什么、从哪里用、到何时止、最近何时用过。密钥本身只在签发时显示一次。"
    />
    {isRevoked && (
      <p class="notice good" role="status">
        已吊销。一秒之内各处均不能再用。
      </p>
    )}
    {may.ask && (
      <p>
        <a class="button" href="/desk/keys/new">
          申请密钥
        </a>
      </p>
    )}
    <Table
      caption="密钥"
      columns={['单位与用途', '可办', '地址', '期限', '最近使用', '操作']}
      count={keys.length}
      empty="还没有签发过接口密钥。"
    >
      {keys.map((key) => (
        <tr>
          <th scope="row">
            {key.agencyName}
            <p class="hint">
              {key.label ?? '未注明用途'}　编号末四位 {key.id.slice(-4)}
            </p>
          </th>
          <td>
            {roleWords(key.roles)}
            <p class="hint">{key.catalogs ? `目录：${key.catalogs.join('、')}` : '单位全部目录'}</p>
          </td>
          <td>{key.addresses ? key.addresses.join('、') : '不限'}</td>
          <td>
            <Tag {...stateTags[key.state === 'expiring' && key.replacedBy ? 'replaced' : key.state]} />
            {key.expiresAt && (
              <p class="hint">
                至 <Moment at={key.expiresAt} />
              </p>
            )}
          </td>
          <td>
            <Moment at={key.lastUsedAt} />
          </td>
          <td>
            <Actions of={key} may={may} />
          </td>
        </tr>
      ))}
    </Table>
    <NextPage path="/desk/keys" next={next} />
  </>
);

export const EndingKeysLine: FC<{ count: number }> = ({ count }) =>
  count === 0 ? null : (
    <p class="notice bad" role="status">
      本单位有 {count} 个接口密钥三十日内到期，到期即不能再用：请安全管理员更换，并在业务系统中换上新密钥。
    </p>
  );

const Actions: FC<{ of: KeyShown; may: May }> = ({ of: { id, state, agencyName }, may }) => {
  if (state === 'revoked' || state === 'expired') return null;
  const about = `${agencyName} 末四位 ${id.slice(-4)}`;
  return (
    <>
      {may.ask && <ActionButton action={`/desk/keys/${id}/rotate`} label="更换" about={about} look="plain" />}
      {may.revoke && (
        <details>
          <summary>
            吊销<span class="visually-hidden">：{about}</span>
          </summary>
          <ActionButton action={`/desk/keys/${id}/revoke`} label="确认吊销" about={about} look="danger" />
        </details>
      )}
    </>
  );
};

export const KeyFormView: FC<{ refusal: Refusal; onceKey: string }> = ({ refusal, onceKey }) => (
  <>
    <ErrorSummary refusal={refusal} />
    <PageTitle
      title="申请接口密钥"
      lead="只给所需的最小范围：一个系统一个密钥，到期更换。由另一人复核后签发，密钥向复核人显示一次。"
    />
    <form class="card" method="post" action="/desk/keys">
      <div class="pair">
        <TextField name="agency" label="单位代码" maxLength={32} refusal={refusal} isCode isFirst />
        <TextField
          name="label"
          label="用途"
          hint="例如 政务服务平台生产环境"
          maxLength={100}
          refusal={refusal}
          isOptional
        />
      </div>
      <ChoiceField
        name="roles[]"
        label="职权"
        hint="须为该单位所有；一个不选则为单位全部职权。审计管理不得与其他职权同在一个密钥"
        options={roleOptions.filter(({ value }) => !value.endsWith('-administrator') && !value.includes('.'))}
        refusal={refusal}
        isOptional
      />
      <TextField
        name="catalogs[]"
        label="目录"
        hint="目录代码，多个以空格或逗号分开；不填为单位全部目录"
        refusal={refusal}
        isCode
        isOptional
      />
      <div class="pair">
        <TextField
          name="addresses[]"
          label="地址"
          hint="只可从这些 IP 地址或网段使用，例如 192.0.2.0/24；不填不限"
          refusal={refusal}
          isCode
          isOptional
        />
        <TextField
          name="expiresOn"
          label="失效日"
          hint="自此日起不能再用；不填则直到吊销"
          type="date"
          refusal={refusal}
          isOptional
        />
      </div>
      <input type="hidden" name="onceKey" value={onceKey} />
      <button type="submit">提出申请</button>
    </form>
    <p>
      <a href="/desk/keys">返回接口密钥</a>
    </p>
  </>
);
