import type { FC } from 'hono/jsx';
import { ActionButton } from '../../platform/web/form.view.tsx';
import {
  Facts,
  Moment,
  NextPage,
  PageTitle,
  Table,
  Tag,
  type Tone,
} from '../../platform/web/pieces.view.tsx';
import type { KeyIn } from '../keys/key.schema.ts';
import type { Rotation } from '../keys/key.table.ts';
import { roleWords } from './separation.rules.ts';

type Grant = {
  id: string;
  kind: 'roles' | 'key';
  name: string | null;
  agencyName: string;
  roles: readonly string[];
  keyAsked: KeyIn | Rotation | null;
  state: 'pending' | 'confirmed' | 'refused' | 'lapsed';
  askedBy: string;
  askedByName: string;
  askedAt: string;
  decidedByName: string | null;
};

const states: Readonly<Record<Grant['state'], readonly [Tone, string]>> = {
  pending: ['warn', '待复核'],
  confirmed: ['good', '已生效'],
  refused: ['calm', '已退回'],
  lapsed: ['calm', '已失效'],
};

const keyWords = (asked: Grant['keyAsked']): string => {
  if (!asked) return '';
  if ('replaces' in asked)
    return `，更换末四位 ${asked.replaces.slice(-4)} 的，新旧同用 ${asked.overlapHours} 小时`;
  const { label, roles, catalogs, addresses, expiresOn } = asked;
  return [
    label && `，用于${label}`,
    roles ? `，职权：${roleWords(roles)}` : '，单位全部职权',
    catalogs && `，目录：${catalogs.join('、')}`,
    addresses && `，只可从 ${addresses.join('、')} 使用`,
    expiresOn && `，至 ${expiresOn} 止`,
  ]
    .filter(Boolean)
    .join('');
};

const wordsOf = ({ kind, name, agencyName, roles, keyAsked }: Grant): string =>
  kind === 'key'
    ? `为${agencyName}签发接口密钥${keyWords(keyAsked)}`
    : `授予${agencyName}${name ?? ''}：${roleWords(roles)}`;

type Desk = { grants: readonly Grant[]; next: string | null; me: string; isAsked: boolean };

export const GrantsView: FC<Desk> = ({ grants, next, me, isAsked }) => (
  <>
    <PageTitle title="授权复核" lead="由一人提出、须另一人复核的授权。提出的人不能自己复核，可以撤回。" />
    {isAsked && (
      <p class="notice good" role="status">
        已提出。由另一名安全管理员或审计员复核后签发，密钥向复核人显示一次。
      </p>
    )}
    <Table
      caption="授权"
      columns={['内容', '提出', '状态', '操作']}
      count={grants.length}
      empty="没有待复核的授权。"
    >
      {grants.map((grant) => {
        const [tone, word] = states[grant.state];
        return (
          <tr>
            <th scope="row">{wordsOf(grant)}</th>
            <td>
              {grant.askedByName}
              <br />
              <Moment at={grant.askedAt} />
            </td>
            <td>
              <Tag tone={tone} word={word} />
              {grant.decidedByName && <p class="hint">{grant.decidedByName}</p>}
            </td>
            <td>{grant.state === 'pending' && <Decide grant={grant} isMine={grant.askedBy === me} />}</td>
          </tr>
        );
      })}
    </Table>
    <NextPage path="/desk/grants" next={next} />
  </>
);

const Decide: FC<{ grant: Grant; isMine: boolean }> = ({ grant, isMine }) => (
  <>
    {!isMine && (
      <ActionButton action={`/desk/grants/${grant.id}/confirm`} label="同意" about={wordsOf(grant)} />
    )}
    <ActionButton
      action={`/desk/grants/${grant.id}/refuse`}
      label={isMine ? '撤回' : '退回'}
      about={wordsOf(grant)}
      look="plain"
    />
  </>
);

export const NewKeyView: FC<{ id: string; apiKey: string }> = ({ id, apiKey }) => (
  <>
    <PageTitle title="接口密钥" lead="只显示这一次，请当面交给该单位的接口负责人保存。" />
    <Facts
      lines={[
        ['编号', <span class="code">{id}</span>],
        ['密钥', <span class="code">{apiKey}</span>],
      ]}
    />
    <p>
      <a class="button" href="/desk/grants">
        已交付，继续
      </a>
    </p>
  </>
);
