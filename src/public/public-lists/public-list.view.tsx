import type { FC } from 'hono/jsx';
import { ErrorSummary, type Refusal, TextField } from '../../platform/web/form.view.tsx';
import { Moment, NextPage, PageTitle, Table, Tag } from '../../platform/web/pieces.view.tsx';
import { type PublicRow, publicKindWords } from './public-entry.rules.ts';

type Offered = { code: string; name: string; basis: string; version: number; publishedAt: string | null };

export const PublicListsView: FC<{ lists: readonly Offered[] }> = ({ lists }) => (
  <>
    <PageTitle
      title="公示名单"
      lead="只公示公示期内的信息；已修复、已撤销或期满的即时移出。自然人信息依法不公示或遮盖后公示。"
    />
    <Table
      caption="名单"
      columns={['名单', '公示依据', '最近更新']}
      count={lists.length}
      empty="暂无公示名单。"
    >
      {lists.map(({ code, name, basis, publishedAt }) => (
        <tr>
          <th scope="row">
            <a href={`/public/lists/${code}`}>{name}</a>
          </th>
          <td>{basis}</td>
          <td>
            <Moment at={publishedAt} />
          </td>
        </tr>
      ))}
    </Table>
  </>
);

type Listed = {
  list: string;
  name: string;
  version: number;
  items: readonly PublicRow[];
  next: string | null;
};

export const PublicListView: FC<{ list: Listed; q: string; refusal: Refusal }> = ({ list, q, refusal }) => (
  <>
    <ErrorSummary refusal={refusal} />
    <PageTitle
      title={list.name}
      lead="只公示公示期内的信息；认为信息有误的，可以向认定机关或政务服务窗口提出异议。"
    />
    <form class="card no-print" method="get" action={`/public/lists/${list.list}`}>
      <TextField
        name="q"
        label="名称或统一社会信用代码"
        hint="输入组织名称中的至少两个字，或完整的统一社会信用代码；不能按自然人姓名或证件号码查询"
        value={q}
        maxLength={100}
        refusal={refusal}
        isOptional
      />
      <div class="row">
        <button type="submit">查询</button>
        {q && (
          <a class="button plain" href={`/public/lists/${list.list}`}>
            显示全部
          </a>
        )}
      </div>
    </form>
    <Rows list={list} q={q} />
    <NextPage path={`/public/lists/${list.list}`} next={list.next} filter={{ q: q }} />
    <Files code={list.list} version={list.version} />
  </>
);

const Rows: FC<{ list: Listed; q: string }> = ({ list: { items }, q }) => (
  <Table
    caption={q ? '查询结果' : '公示信息'}
    columns={['名称', '事由', '认定机关', '公示期']}
    count={items.length}
    empty={q ? '没有符合条件的公示信息。' : '当前没有公示信息。'}
  >
    {items.map((row) => (
      <tr>
        <th scope="row">
          {row.name} {row.isDisputed && <Tag tone="warn" word="异议处理中" />}{' '}
          {row.isStayed && <Tag tone="warn" word="复议诉讼期间停止执行" />}
          {row.isUnderAppeal && !row.isStayed && <Tag tone="calm" word="复议诉讼审理中" />}
          <br />
          <span class="code">{row.uscc ?? publicKindWords[row.kind]}</span>
        </th>
        <td>
          {row.matter}
          {row.content && <p class="hint">{row.content}</p>}
        </td>
        <td>
          {row.authority}
          <br />
          <span class="code">{row.documentNo}</span>
        </td>
        <td>
          自 <time datetime={row.since}>{row.since}</time>
          <br />
          {row.until ? (
            <>
              至 <time datetime={row.until}>{row.until}</time>
            </>
          ) : (
            '至移出为止'
          )}
        </td>
      </tr>
    ))}
  </Table>
);

const Files: FC<{ code: string; version: number }> = ({ code, version }) => (
  <section class="card no-print" aria-labelledby="files">
    <h2 id="files">数据文件</h2>
    <p>
      当前版本 <span class="code">{version}</span>
      。供没有接口的部门整批取用；再次下载时按版本取增量，移出的只列编号。
    </p>
    <p class="row">
      <a class="button plain" href={`/public/lists/${code}/snapshot.csv`}>
        全量 CSV
      </a>
      <a class="button plain" href={`/public/lists/${code}/snapshot.ndjson`}>
        全量 NDJSON
      </a>
      <a class="button plain" href={`/public/lists/${code}/manifest.json`}>
        文件清单
      </a>
    </p>
  </section>
);
