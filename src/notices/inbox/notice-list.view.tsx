import type { FC } from 'hono/jsx';
import { type Option, optionsOf, SelectField, untouched } from '../../platform/web/form.view.tsx';
import { Moment, PageTitle, Table, Tag } from '../../platform/web/pieces.view.tsx';
import type { NamesByCode } from './catalog-names.ts';
import { type NoticeLine, SignedTag } from './notice.view.tsx';
import { topicWords } from './notice-words.rules.ts';

type Filter = {
  subscription?: string | undefined;
  list?: string | undefined;
  type?: string | undefined;
  unread?: string | undefined;
  unsigned?: string | undefined;
  unconfirmed?: string | undefined;
};
type ListProps = {
  notices: readonly NoticeLine[];
  listNames: NamesByCode;
  lists: readonly Option[];
  subscriptions: readonly Option[];
  filter: Filter;
  next: string | null;
  maySign: boolean;
  signed: number | null;
  isLate: boolean;
};

const queryOf = (filter: Filter, more: Readonly<Record<string, string>> = {}) =>
  new URLSearchParams([
    ...Object.entries(filter).filter((pair): pair is [string, string] => Boolean(pair[1])),
    ...Object.entries(more),
  ]).toString();

const quickLooks: readonly { label: string; filter: Filter }[] = [
  { label: '全部', filter: {} },
  { label: '未读', filter: { unread: 'true' } },
  { label: '未签收', filter: { unsigned: 'true' } },
  { label: '须签收的移出通知', filter: { unconfirmed: 'true' } },
];

export const NoticeListView: FC<ListProps> = (props) => {
  const { notices, filter, next, maySign, signed, isLate } = props;
  const mayChoose = maySign && notices.some(({ signedAt, supersededBy }) => !signedAt && !supersededBy);
  return (
    <>
      <PageTitle title="名单通知" lead="签收名单变动，反馈措施执行情况。移出通知须签收，签收前视为未解除。" />
      {signed !== null && (
        <div class="notice good" role="status">
          <p>{signed > 0 ? `已签收 ${signed} 条通知。` : '没有选择待签收的通知。'}</p>
        </div>
      )}
      {isLate && (
        <p class="notice bad">
          有逾期未签收或未反馈的通知。<a href="/desk/supervision?state=overdue">查看逾期事项</a>
        </p>
      )}
      <QuickLooks filter={filter} />
      <FilterForm {...props} />
      <form method="post" action="/desk/notices/receipts">
        <NoticeTable {...props} mayChoose={mayChoose} />
        <p class="row no-print">
          {mayChoose && <button type="submit">签收所选</button>}
          {notices.length > 0 && (
            <a class="button plain" href={`/api/v1/notices.xlsx?${queryOf(filter)}`}>
              下载电子表格
            </a>
          )}
          {next && (
            <a class="button plain" href={`/desk/notices?${queryOf(filter, { after: next })}`}>
              下一页
            </a>
          )}
        </p>
      </form>
    </>
  );
};

const QuickLooks: FC<{ filter: Filter }> = ({ filter }) => (
  <nav aria-label="按状态查看" class="no-print">
    <p class="row">
      {quickLooks.map((look) => (
        <a
          href={`/desk/notices?${queryOf(look.filter)}`}
          aria-current={queryOf(look.filter) === queryOf(filter) ? 'page' : undefined}
        >
          {look.label}
        </a>
      ))}
    </p>
  </nav>
);

const FilterForm: FC<ListProps> = ({ filter, lists, subscriptions }) => {
  const field = (name: 'subscription' | 'list' | 'type', label: string, options: readonly Option[]) => (
    <SelectField
      name={name}
      label={label}
      blank="全部"
      options={options}
      value={filter[name]}
      refusal={untouched}
      isOptional
    />
  );
  return (
    <details class="no-print" open={Boolean(filter.subscription || filter.list || filter.type)}>
      <summary>按订阅、名单或变动筛选</summary>
      <form class="card" method="get" action="/desk/notices">
        {filter.unread && <input type="hidden" name="unread" value={filter.unread} />}
        {filter.unsigned && <input type="hidden" name="unsigned" value={filter.unsigned} />}
        {filter.unconfirmed && <input type="hidden" name="unconfirmed" value={filter.unconfirmed} />}
        <div class="pair">
          {field('subscription', '订阅', subscriptions)}
          {field('list', '名单', lists)}
          {field('type', '变动', optionsOf(topicWords))}
        </div>
        <button type="submit" class="plain">
          筛选
        </button>
      </form>
    </details>
  );
};

const NoticeTable: FC<ListProps & { mayChoose: boolean }> = ({ notices, listNames, mayChoose }) => (
  <Table
    caption="通知"
    columns={[
      ...(mayChoose ? ['选择'] : []),
      { label: '序号', isNumber: true },
      '主体',
      '名单',
      '变动',
      '签收',
      '反馈',
      '时间',
    ]}
    count={notices.length}
    empty="没有这样的通知。"
  >
    {notices.map((notice) => (
      <tr>
        {mayChoose && (
          <td>
            {!notice.signedAt && !notice.supersededBy && (
              <label class="choice">
                <input type="checkbox" name="notices[]" value={notice.id} />
                <span class="visually-hidden">选择通知 {notice.seq}</span>
              </label>
            )}
          </td>
        )}
        <td class="number">{notice.seq}</td>
        <th scope="row">
          <a href={`/desk/notices/${notice.id}`}>{notice.subjectName}</a>{' '}
          {!notice.readAt && !notice.supersededBy && <Tag tone="warn" word="未读" />}
        </th>
        <td>{listNames[notice.list] ?? topicWords[notice.list] ?? notice.list}</td>
        <td>{topicWords[notice.type] ?? notice.type}</td>
        <td>
          <SignedTag notice={notice} />
        </td>
        <td>{notice.feedback.length > 0 ? `${notice.feedback.length} 条` : '—'}</td>
        <td>
          <Moment at={notice.createdAt} />
        </td>
      </tr>
    ))}
  </Table>
);
