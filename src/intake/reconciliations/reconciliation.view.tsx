import type { FC } from 'hono/jsx';
import { FilterField } from '../../platform/web/form.view.tsx';
import { Facts, Moment, PageTitle, Table, Tag } from '../../platform/web/pieces.view.tsx';
import { type Reason, type ReasonCount, reasonWords, type Summary } from './reconciliation.rules.ts';

export type SourceRow = {
  agency: string;
  agencyName: string;
  catalog: string;
  catalogName: string;
  lastFullAt: string | null;
  lastFullRows: number | null;
};
const number = (label: string) => ({ label, isNumber: true as const });

export const SourcesView: FC<{ sources: readonly SourceRow[] }> = ({ sources }) => (
  <>
    <PageTitle
      title="对账"
      lead="选择报送单位与目录：最近一次整表与登记系统所计逐条核对，看清每处差异的原因。"
    />
    <Table
      caption="报送单位与目录"
      columns={['目录', '单位', '最近一次整表', number('行数')]}
      count={sources.length}
      empty="没有可以对账的报送目录。"
    >
      {sources.map((source) => (
        <tr>
          <th scope="row">
            <a href={`/desk/reconciliations/${source.catalog}?agency=${encodeURIComponent(source.agency)}`}>
              {source.catalogName}
              <span class="visually-hidden">（{source.agencyName}）</span>
            </a>
          </th>
          <td>{source.agencyName}</td>
          <td>
            <Moment at={source.lastFullAt} />
          </td>
          <td class="number">{source.lastFullRows ?? '—'}</td>
        </tr>
      ))}
    </Table>
  </>
);

export type ItemLine = {
  reason: Reason;
  counted: boolean;
  text: string;
  batchId: string | null;
  row: number | null;
  record: { sourceNo: string; documentNo: string | null; subject: { name: string } } | null;
};
type Props = {
  catalogName: string;
  agencyName: string;
  summary: Summary;
  receipt: string;
  items: readonly ItemLine[];
  reason: Reason | '';
  path: string;
  next: string | null;
};

export const ReconciliationView: FC<Props> = (props) => {
  const { catalogName, agencyName, summary, receipt, items, reason, path, next } = props;
  return (
    <>
      <PageTitle title={`对账：${catalogName}`} lead={agencyName} />
      <Sums summary={summary} />
      <FilterForm {...{ summary, reason, path }} />
      <Items items={items} />
      {next && (
        <p class="no-print">
          <a class="button plain" href={`${path}&reason=${reason}&after=${encodeURIComponent(next)}`}>
            下一页
          </a>
        </p>
      )}
      <section class="card" aria-labelledby="proof">
        <h2 id="proof">名单摘要与签名</h2>
        <p>来源单位可用自己的名单算出同一摘要，算法见接口文档“对账”。签名的汇总可由登记系统验真。</p>
        <Facts
          lines={[
            ['摘要行数', summary.digest?.rows],
            ['摘要', summary.digest && <span class="code">{summary.digest.sha256}</span>],
          ]}
        />
        <details>
          <summary>签名的汇总</summary>
          <p class="code">{receipt}</p>
        </details>
      </section>
      <p class="no-print">
        <a href="/desk/reconciliations">返回对账</a>
      </p>
    </>
  );
};

const totalOf = (counts: readonly ReasonCount<Reason>[]) => counts.reduce((sum, { count }) => sum + count, 0);

const Sums: FC<{ summary: Summary }> = ({ summary }) => {
  const { lastFull, waiting, since } = summary;
  return (
    <section class="card" aria-labelledby="sums">
      <h2 id="sums">两方计数</h2>
      <dl class="counts">
        <div>
          <dt>来源所报</dt>
          <dd>{summary.sourceCount}</dd>
        </div>
        <div>
          <dt>差异</dt>
          <dd>{totalOf(summary.differences)}</dd>
        </div>
        <div>
          <dt>登记系统所计</dt>
          <dd>{summary.registryCount}</dd>
        </div>
      </dl>
      <Facts
        lines={[
          ['对账时点', <Moment at={summary.at} />],
          [
            '最近一次整表',
            lastFull ? <ListLine list={lastFull} /> : '没有处理完毕的整表，按逐条报送的记录核对',
          ],
          ['整表之外', since.records + since.refusedRows > 0 ? sinceWords(since) : null],
          ['待确认的新整表', waiting && <WaitingLine waiting={waiting} />],
        ]}
      />
    </section>
  );
};

const sinceWords = ({ records, refusedRows }: Summary['since']) =>
  `另报记录 ${records} 条${refusedRows > 0 ? `，退回 ${refusedRows} 行` : ''}`;

const ListLine: FC<{ list: { batchId: string; at: string; rows: number } }> = ({ list }) => (
  <>
    <a href={`/desk/batches/${list.batchId}`}>
      <Moment at={list.at} />
      <span class="visually-hidden">的整表</span>
    </a>
    ，{list.rows} 行
  </>
);

const WaitingLine: FC<{ waiting: NonNullable<Summary['waiting']> }> = ({ waiting }) => (
  <>
    <ListLine list={waiting} />
    ，确认后将撤回 {waiting.missing} 条
  </>
);

const FilterForm: FC<Pick<Props, 'summary' | 'reason' | 'path'>> = ({ summary, reason, path }) => {
  const counted = [...summary.differences, ...summary.remarks];
  const options = counted.map((one) => ({
    value: one.reason,
    label: `${reasonWords[one.reason]}（${one.count}）`,
  }));
  if (counted.length === 0) return null;
  return (
    <form class="card no-print" method="get" action={path.split('?')[0]}>
      <FilterField name="reason" label="原因" options={options} blank="全部差异与提示" value={reason} />
      <input type="hidden" name="agency" value={summary.agency} />
      <button type="submit">查看</button>
    </form>
  );
};

const Items: FC<{ items: readonly ItemLine[] }> = ({ items }) => (
  <Table
    caption="差异与提示"
    columns={[number('整表行号'), '来源记录号', '主体', '文书号', '原因', '登记系统']}
    count={items.length}
    empty="两方一致，没有差异。"
  >
    {items.map((item) => (
      <tr>
        <th scope="row" class="number">
          {item.row ?? '整表之外'}
        </th>
        <td>
          <span class="code">{item.record?.sourceNo ?? '—'}</span>
        </td>
        <td>{item.record?.subject.name ?? '—'}</td>
        <td>{item.record?.documentNo ?? '—'}</td>
        <td>
          {item.text}
          {item.reason === 'refused' && item.batchId && (
            <p>
              <a href={`/desk/batches/${item.batchId}`}>
                查看批次<span class="visually-hidden">（第 {item.row} 行）</span>
              </a>
            </p>
          )}
        </td>
        <td>{item.counted ? <Tag tone="calm" word="仍计" /> : <Tag tone="warn" word="不计" />}</td>
      </tr>
    ))}
  </Table>
);
