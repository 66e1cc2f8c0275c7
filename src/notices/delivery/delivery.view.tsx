import type { FC } from 'hono/jsx';
import { Facts, Moment, PageTitle, Table, Tag } from '../../platform/web/pieces.view.tsx';
import {
  type DeliveryState,
  deliveryKindWords,
  deliveryStateWords,
  faultWords,
} from '../inbox/notice-words.rules.ts';

export type DeliveryLine = {
  id: string;
  kind: keyof typeof deliveryKindWords;
  firstSeq: number;
  lastSeq: number;
  state: DeliveryState;
  attempt: number;
  dueAt: string | null;
  createdAt: string;
  endedAt: string | null;
};
export type Attempt = {
  attempt: number;
  at: string;
  tookMs: number;
  status: number | null;
  fault: string | null;
  responseExcerpt: string | null;
};

const span = ({ firstSeq, lastSeq }: DeliveryLine) =>
  firstSeq === 0 ? '测试' : firstSeq === lastSeq ? String(firstSeq) : `${firstSeq}–${lastSeq}`;

type TableProps = {
  caption: string;
  empty: string;
  deliveries: readonly DeliveryLine[];
  // The subscription whose stuck deliveries may be sent anew.
  replayOf: string | null;
};

export const DeliveryTable: FC<TableProps> = ({ caption, empty, deliveries, replayOf }) => (
  <Table
    caption={caption}
    columns={[
      '序号',
      '种类',
      '状态',
      { label: '尝试次数', isNumber: true },
      '建立时间',
      '下次或结束时间',
      '操作',
    ]}
    count={deliveries.length}
    empty={empty}
  >
    {deliveries.map((delivery) => (
      <tr>
        <th scope="row">
          <a class="number" href={`/desk/deliveries/${delivery.id}`}>
            {span(delivery)}
          </a>
        </th>
        <td>{deliveryKindWords[delivery.kind]}</td>
        <td>
          <Tag {...deliveryStateWords[delivery.state]} />
        </td>
        <td class="number">{delivery.attempt}</td>
        <td>
          <Moment at={delivery.createdAt} />
        </td>
        <td>
          <Moment at={delivery.endedAt ?? delivery.dueAt} />
        </td>
        <td>
          {replayOf && delivery.firstSeq > 0 ? (
            <ReplayButton subscription={replayOf} delivery={delivery} />
          ) : (
            <a href={`/desk/deliveries/${delivery.id}`}>
              查看<span class="visually-hidden">投递 {span(delivery)}</span>
            </a>
          )}
        </td>
      </tr>
    ))}
  </Table>
);

const ReplayButton: FC<{ subscription: string; delivery: DeliveryLine }> = ({ subscription, delivery }) => (
  <form method="post" action={`/desk/subscriptions/${subscription}/replay`}>
    <input type="hidden" name="fromSeq" value={String(delivery.firstSeq)} />
    <input type="hidden" name="toSeq" value={String(delivery.lastSeq)} />
    <button type="submit" class="plain">
      重新投递<span class="visually-hidden">序号 {span(delivery)}</span>
    </button>
  </form>
);

type DeliveryProps = {
  delivery: DeliveryLine & { subscriptionId: string };
  attempts: readonly Attempt[];
};

export const DeliveryView: FC<DeliveryProps> = ({ delivery, attempts }) => (
  <>
    <PageTitle title={`投递 ${span(delivery)}`} lead={deliveryKindWords[delivery.kind]} />
    <section class="card" aria-label="投递概况">
      <Facts
        lines={[
          ['投递编号', <span class="code">{delivery.id}</span>],
          ['状态', <Tag {...deliveryStateWords[delivery.state]} />],
          ['通知序号', span(delivery)],
          ['建立时间', <Moment at={delivery.createdAt} />],
          ['下次尝试', delivery.endedAt ? null : <Moment at={delivery.dueAt} />],
          ['结束时间', delivery.endedAt && <Moment at={delivery.endedAt} />],
        ]}
      />
    </section>
    <Table
      caption="每次尝试"
      columns={[
        { label: '次', isNumber: true },
        '时间',
        '结果',
        { label: '耗时（毫秒）', isNumber: true },
        '对方答复',
      ]}
      count={attempts.length}
      empty="尚未尝试。"
    >
      {attempts.map((attempt) => (
        <tr>
          <th scope="row" class="number">
            {attempt.attempt}
          </th>
          <td>
            <Moment at={attempt.at} />
          </td>
          <td>
            <AttemptResult attempt={attempt} />
          </td>
          <td class="number">{attempt.tookMs}</td>
          <td>
            <span class="excerpt">{attempt.responseExcerpt ?? '—'}</span>
          </td>
        </tr>
      ))}
    </Table>
    <p class="no-print">
      <a href={`/desk/subscriptions/${delivery.subscriptionId}`}>返回订阅</a>
    </p>
  </>
);

const AttemptResult: FC<{ attempt: Attempt }> = ({ attempt: { status, fault } }) => {
  if (fault) return <Tag tone="bad" word={faultWords[fault] ?? fault} />;
  const isGood = status !== null && status >= 200 && status < 300;
  return <Tag tone={isGood ? 'good' : 'bad'} word={`HTTP ${status}`} />;
};
