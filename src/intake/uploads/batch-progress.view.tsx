import type { FC } from 'hono/jsx';
import { ActionButton, ErrorSummary, type Refusal } from '../../platform/web/form.view.tsx';
import { Facts, Moment, PageTitle, Table, Tag } from '../../platform/web/pieces.view.tsx';
import type { BatchLine, BatchNames } from './batch.view.tsx';
import { countWords, isUnderWay, modeWords, statusWords } from './batch-words.rules.ts';

export type BatchShown = BatchLine & {
  counts: Readonly<Record<keyof typeof countWords, number>>;
  totalRows: number | null;
  missing: number | null;
  problem: { title: string; detail: string; messages: readonly string[] } | null;
  finishedAt: string | null;
  // Where a whole list is compared with what the registry counts.
  reconciledAt: string | null;
};
export type RowError = {
  row: string;
  verdict: 'rejected' | 'held' | 'warned';
  faults: readonly { column: string | null; value: string | null; code: string; message: string }[];
};
type Props = {
  batch: BatchShown;
  errors: readonly RowError[];
  moreErrors: string | null;
  names: BatchNames;
  refusal: Refusal;
  may: { cancel: boolean; confirm: boolean; errors: boolean };
};

const FOLLOW_EVERY_MS = 1500;

export const BatchView: FC<Props> = (props) => {
  const { batch, names, refusal } = props;
  return (
    <>
      <ErrorSummary refusal={refusal} />
      <PageTitle
        title={batch.fileName ?? '报送批次'}
        lead={`${names[batch.catalog] ?? batch.catalog} · ${modeWords[batch.mode]}`}
      />
      <div
        id="batch"
        class="stack"
        data-live={isUnderWay(batch.status) ? String(FOLLOW_EVERY_MS) : undefined}
        data-events={isUnderWay(batch.status) ? `/api/v1/batches/${batch.id}/events` : undefined}
      >
        <Progress batch={batch} />
        <Actions {...props} />
        <Errors {...props} />
      </div>
      <p class="no-print">
        <a href="/desk/batches">返回报送批次</a>
      </p>
    </>
  );
};

const Progress: FC<{ batch: BatchShown }> = ({ batch }) => {
  const status = statusWords[batch.status];
  const total = batch.totalRows ?? undefined;
  return (
    <section class="card" aria-labelledby="progress">
      <h2 id="progress">进度</h2>
      <p role="status">
        <Tag {...status} /> 已处理 {batch.counts.rows} 行{total ? `，共 ${total} 行` : ''}
      </p>
      {isUnderWay(batch.status) && (
        <progress aria-label="处理进度" max={total} value={total ? batch.counts.rows : undefined} />
      )}
      {batch.problem && (
        <div class="notice bad">
          <p>
            <strong>{batch.problem.title}</strong>
          </p>
          <p>{batch.problem.detail}</p>
          {batch.problem.messages.length > 0 && (
            <ul class="plain-list">
              {batch.problem.messages.map((message) => (
                <li>{message}</li>
              ))}
            </ul>
          )}
        </div>
      )}
      <dl class="counts">
        {Object.entries(countWords).map(([name, word]) => (
          <div>
            <dt>{word}</dt>
            <dd>{batch.counts[name as keyof typeof countWords]}</dd>
          </div>
        ))}
      </dl>
      <Facts
        lines={[
          ['批次号', <span class="code">{batch.id}</span>],
          ['上传时间', <Moment at={batch.createdAt} />],
          ['完成时间', batch.finishedAt && <Moment at={batch.finishedAt} />],
        ]}
      />
    </section>
  );
};

const Actions: FC<Props> = ({ batch, may }) => (
  <>
    {batch.status === 'awaiting-confirmation' && (
      <div class="notice warn">
        <p>
          <strong>全量替换将撤回 {batch.missing ?? 0} 条文件中没有的记录。</strong>
          请核对文件是否完整，确认后执行；有误请取消。
        </p>
      </div>
    )}
    {batch.reconciledAt && (
      <p class="no-print">
        整表已处理完毕：<a href={batch.reconciledAt}>查看对账结果</a>
      </p>
    )}
    <div class="row no-print">
      {may.confirm && <ActionButton action={`/desk/batches/${batch.id}/confirm`} label="确认执行" />}
      {may.cancel && (
        <ActionButton action={`/desk/batches/${batch.id}/cancel`} label="取消本批次" look="danger" />
      )}
      {may.errors && batch.counts.rejected > 0 && (
        <>
          <a class="button plain" href={`/api/v1/batches/${batch.id}/errors.xlsx`} download>
            下载退回行（XLSX）
          </a>
          <a class="button plain" href={`/api/v1/batches/${batch.id}/errors.csv`} download>
            下载退回行（CSV）
          </a>
        </>
      )}
    </div>
  </>
);

const verdictWords = {
  rejected: { word: '退回', tone: 'bad' },
  held: { word: '待核实', tone: 'warn' },
  warned: { word: '提示', tone: 'calm' },
} as const;

const Errors: FC<Props> = ({ batch, errors, moreErrors }) =>
  errors.length === 0 && isUnderWay(batch.status) ? null : (
    <>
      <Table
        caption="问题行"
        columns={[{ label: '行号', isNumber: true }, '结果', '列', '值', '问题', '代码']}
        count={errors.length}
        empty="没有问题行。"
      >
        {errors.flatMap(({ row, verdict, faults }) =>
          faults.map((fault) => (
            <tr>
              <th scope="row" class="number">
                {row}
              </th>
              <td>
                <Tag {...verdictWords[verdict]} />
              </td>
              <td>{fault.column ?? '整行'}</td>
              <td>
                <span class="code">{fault.value ?? '—'}</span>
              </td>
              <td>{fault.message}</td>
              <td>
                <span class="code">{fault.code}</span>
              </td>
            </tr>
          )),
        )}
      </Table>
      {moreErrors && (
        <p class="no-print">
          <a class="button plain" href={`/desk/batches/${batch.id}?after=${encodeURIComponent(moreErrors)}`}>
            后续问题行
          </a>
        </p>
      )}
    </>
  );
