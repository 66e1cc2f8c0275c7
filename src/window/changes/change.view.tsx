import type { FC } from 'hono/jsx';
import { changeKindWords, changeStateWords } from '../../law/changes/change.rules.ts';
import type { ChangeShown, ChangeSummaryShown } from '../../law/changes/change-out.ts';
import {
  ActionButton,
  ErrorSummary,
  FilterField,
  optionsOf,
  type Refusal,
  TextArea,
} from '../../platform/web/form.view.tsx';
import { Facts, Moment, NextPage, PageTitle, Table, Tag } from '../../platform/web/pieces.view.tsx';
import type { AffectedShown } from './affected-out.rules.ts';

export type MayChange = { draft: boolean; simulate: boolean; approve: boolean; withdraw: boolean };
export type ChangeSearch = { kind?: string | undefined; state?: string | undefined };

const drafts = [
  ['settings', '更改期限或参数'],
  ['measures', '更改措施清单'],
  ['severe-lists', '更改严重失信名单'],
  ['calendar', '更改节假日安排'],
] as const;

const stateOptions = Object.entries(changeStateWords).map(([value, { word }]) => ({ value, label: word }));

type ListProps = {
  changes: readonly ChangeSummaryShown[];
  search: ChangeSearch;
  next: string | null;
  may: MayChange;
};

export const ChangeListView: FC<ListProps> = ({ changes, search, next, may }) => (
  <>
    <PageTitle
      title="规定变更"
      lead="期限与参数、措施清单、严重失信名单、节假日安排，都须一人起草、另一人批准，并写明依据；历次变更均在此留存。"
    />
    {may.draft && (
      <div class="row no-print">
        {drafts.map(([kind, label]) => (
          <a class="button plain" href={`/desk/changes/new/${kind}`}>
            {label}
          </a>
        ))}
      </div>
    )}
    <form class="card no-print" method="get" action="/desk/changes">
      <div class="pair">
        <FilterField
          name="kind"
          label="类别"
          blank="全部"
          options={optionsOf(changeKindWords)}
          value={search.kind}
        />
        <FilterField name="state" label="状态" blank="全部" options={stateOptions} value={search.state} />
      </div>
      <button type="submit" class="plain">
        筛选
      </button>
    </form>
    <Table
      caption="各项变更，最新在前"
      columns={['内容', '类别', '状态', '生效日', '起草', '批准或撤回']}
      count={changes.length}
      empty="没有变更。"
    >
      {changes.map((change) => (
        <tr>
          <th scope="row">
            <a href={`/desk/changes/${change.id}`}>{change.title}</a>
          </th>
          <td>{changeKindWords[change.kind]}</td>
          <td>
            <Tag {...changeStateWords[change.state]} />
          </td>
          <td class="number">{change.validFrom}</td>
          <td>{change.drafted.name}</td>
          <td>{change.approved?.name ?? change.withdrawn?.name ?? '—'}</td>
        </tr>
      ))}
    </Table>
    {next && (
      <p class="no-print">
        <a class="button plain" href={pageAfter(search, next)}>
          下一页
        </a>
      </p>
    )}
  </>
);

const pageAfter = ({ kind, state }: ChangeSearch, after: string): string => {
  const filters = Object.entries({ kind, state }).filter(([, word]) => word);
  const query = filters.map(([name, word]) => [name, word ?? '']);
  return `/desk/changes?${new URLSearchParams([...query, ['after', after]])}`;
};

type OneProps = { change: ChangeShown & { isOwn: boolean }; may: MayChange; refusal: Refusal };

export const ChangeView: FC<OneProps> = ({ change, may, refusal }) => (
  <>
    <ErrorSummary refusal={refusal} />
    <PageTitle title={change.title} lead={`变更：${changeKindWords[change.kind]}`} />
    <Facts
      lines={[
        ['状态', <Tag {...changeStateWords[change.state]} />],
        ['依据', change.basis],
        ['生效日', <span class="number">{change.validFrom}</span>],
        ['起草', change.drafted.name],
        ['起草时间', <Moment at={change.drafted.at} />],
        ['批准', change.approved?.name],
        ['批准时间', change.approved && <Moment at={change.approved.at} />],
        ['撤回', change.withdrawn && `${change.withdrawn.name}：${change.withdrawn.reason}`],
      ]}
    />
    <Table
      caption={`逐项变化（${change.lines.length}）`}
      columns={['项目', '原为', '改为']}
      count={change.lines.length}
      empty="没有变化。"
    >
      {change.lines.map(({ about, before, after }) => (
        <tr>
          <th scope="row">{about}</th>
          <td>{before ?? '（无）'}</td>
          <td>{after ?? '（无）'}</td>
        </tr>
      ))}
    </Table>
    <Simulated change={change} may={may} />
    {change.state === 'draft' && <Steps change={change} may={may} refusal={refusal} />}
    <p class="no-print">
      <a href="/desk/changes">返回变更列表</a>
    </p>
  </>
);

const tidy = (count: number) => count.toLocaleString('zh-CN');

const Simulated: FC<Omit<OneProps, 'refusal'>> = ({ change, may }) => {
  const { simulation, state, id } = change;
  return (
    <>
      {simulation && (
        <>
          <Table
            caption={`模拟结果：涉及 ${tidy(simulation.subjectCount)} 个主体`}
            columns={['影响', { label: '条数', isNumber: true }]}
            count={simulation.effects.length}
            empty="不涉及现有任何主体。"
          >
            {simulation.effects.map(({ about, count }) => (
              <tr>
                <th scope="row">{about}</th>
                <td class="number">{tidy(count)}</td>
              </tr>
            ))}
          </Table>
          <p class="hint">
            {simulation.byName}，<Moment at={simulation.at} />
          </p>
        </>
      )}
      {state === 'draft' && may.simulate && (
        <div class="row no-print">
          <ActionButton
            action={`/desk/changes/${id}/simulate`}
            label={simulation ? '重新模拟' : '模拟影响'}
            look="plain"
          />
          {simulation && (
            <a class="button plain" href={`/desk/changes/${id}/affected`}>
              查看涉及的主体
            </a>
          )}
        </div>
      )}
    </>
  );
};

const Steps: FC<OneProps> = ({ change, may, refusal }) => (
  <>
    {may.approve && (
      <section class="card no-print" aria-labelledby="approve">
        <h2 id="approve">批准</h2>
        <p>
          批准即写入现行规定，自生效日起适用；起草人不能批准自己的草案。批准前请先查看逐项变化与模拟结果。
        </p>
        {change.isOwn ? (
          <p class="hint">这是您起草的变更，须由另一名登记员批准。</p>
        ) : (
          <ActionButton action={`/desk/changes/${change.id}/approve`} label="批准该变更" />
        )}
      </section>
    )}
    {may.withdraw && (
      <form class="card no-print" method="post" action={`/desk/changes/${change.id}/withdraw`}>
        <h2>撤回</h2>
        <TextArea name="reason" label="撤回理由" refusal={refusal} />
        <button type="submit" class="danger">
          撤回草案
        </button>
      </form>
    )}
  </>
);

type AffectedProps = {
  change: { id: string; title: string };
  affected: { items: readonly AffectedShown[]; next: string | null };
};

export const AffectedView: FC<AffectedProps> = ({ change, affected }) => (
  <>
    <PageTitle title="涉及的主体" lead={`${change.title}：以此刻的数据为准；自然人姓名已遮盖。`} />
    <Table
      caption="现有信息中会改变的"
      columns={['主体', '统一社会信用代码', '影响', '现为', '将为']}
      count={affected.items.length}
      empty="没有会改变的信息。"
    >
      {affected.items.map(({ subject, about, before, after }) => (
        <tr>
          <th scope="row">{subject.name}</th>
          <td class="code">{subject.uscc ?? '—'}</td>
          <td>{about}</td>
          <td>{before}</td>
          <td>{after}</td>
        </tr>
      ))}
    </Table>
    <NextPage path={`/desk/changes/${change.id}/affected`} next={affected.next} />
    <p class="no-print">
      <a href={`/desk/changes/${change.id}`}>返回该变更</a>
    </p>
  </>
);
