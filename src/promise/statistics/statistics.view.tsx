import type { FC } from 'hono/jsx';
import { ownValue } from '../../kernel/own-keys.ts';
import { Moment, NextPage, PageTitle, Table } from '../../platform/web/pieces.view.tsx';
import {
  type Figures,
  type FiguresOf,
  falseRate,
  figureWords,
  groupings,
  groupingWords,
  type MoveEvent,
  moveEvents,
} from './promise-figures.rules.ts';
import type { Statistics } from './statistics-sheet.rules.ts';

const BAR = { height: 18, gap: 6, label: 150, width: 340, count: 60 } as const;
const MOST_BARS = 12;
const DRAWN: MoveEvent = 'commitment.signed';

// The picture of one figure: a bar a row, with its number in words beside it, so that nothing is told by colour.
const Bars: FC<{ items: readonly FiguresOf[] }> = ({ items }) => {
  const drawn = [...items]
    .sort((a, b) => b.figures[DRAWN] - a.figures[DRAWN])
    .slice(0, MOST_BARS)
    .filter(({ figures }) => figures[DRAWN] > 0);
  if (drawn.length === 0) return null;
  const most = Math.max(...drawn.map(({ figures }) => figures[DRAWN]));
  const height = drawn.length * (BAR.height + BAR.gap);
  return (
    <figure class="card bars">
      <figcaption>{figureWords[DRAWN]}（件）</figcaption>
      <svg
        viewBox={`0 0 ${BAR.label + BAR.width + BAR.count} ${height}`}
        role="img"
        aria-label={drawn.map(({ name, figures }) => `${name} ${figures[DRAWN]} 件`).join('，')}
      >
        {drawn.map(({ name, figures }, place) => {
          const [y, long] = [
            place * (BAR.height + BAR.gap),
            Math.max(2, (figures[DRAWN] / most) * BAR.width),
          ];
          return (
            <>
              <text x={BAR.label - 8} y={y + 13} text-anchor="end" font-size="12" fill="currentColor">
                {name.length > 11 ? `${name.slice(0, 10)}…` : name}
              </text>
              <rect x={BAR.label} y={y} width={long} height={BAR.height} fill="#1d4f91" />
              <text x={BAR.label + long + 6} y={y + 13} font-size="12" fill="currentColor">
                {figures[DRAWN]}
              </text>
            </>
          );
        })}
      </svg>
    </figure>
  );
};

type Asked = Pick<Statistics, 'from' | 'to' | 'by'>;
const asked = ({ from, to, by }: Asked) => new URLSearchParams({ from, to, by }).toString();

// A number opens the list of the steps that it counts.
const Count: FC<{ of: Asked; event: MoveEvent; count: number; itemKey?: string }> = ({
  of,
  event,
  count,
  itemKey,
}) => {
  if (count === 0) return <td class="number">0</td>;
  const only = itemKey === undefined ? '' : `&only=${encodeURIComponent(itemKey)}`;
  return (
    <td class="number">
      <a href={`/desk/promise-statistics/moves?${asked(of)}&event=${event}${only}`}>{count}</a>
    </td>
  );
};

const columns = [
  ...moveEvents.map((event) => ({ label: figureWords[event], isNumber: true as const })),
  { label: '不实率', isNumber: true as const },
];

const Rate: FC<{ figures: Figures }> = ({ figures }) => {
  const rate = falseRate(figures);
  return <td class="number">{rate === null ? '—' : `${rate} %`}</td>;
};

const SpanForm: FC<Asked> = ({ from, to, by }) => (
  <form class="card no-print" method="get" action="/desk/promise-statistics">
    <div class="pair">
      <div class="field">
        <label for="from">起始日期</label>
        <input id="from" name="from" type="date" value={from} />
      </div>
      <div class="field">
        <label for="to">截止日期</label>
        <input id="to" name="to" type="date" value={to} />
      </div>
      <div class="field">
        <label for="by">分列</label>
        <select id="by" name="by">
          {groupings.map((one) => (
            <option value={one} selected={one === by}>
              按{groupingWords[one]}
            </option>
          ))}
        </select>
      </div>
    </div>
    <button type="submit">查看</button>
  </form>
);

export const PromiseStatisticsView: FC<Statistics> = (statistics) => {
  const { from, to, by, items, total } = statistics;
  return (
    <>
      <PageTitle title="承诺制统计" lead={`${from} 至 ${to} 办理的每一步各计一次，点数字看逐条。`} />
      <SpanForm from={from} to={to} by={by} />
      <Table
        caption={`按${groupingWords[by]}`}
        columns={[groupingWords[by], ...columns]}
        count={items.length}
        empty="期内没有办理。"
      >
        {items.map(({ key, name, figures }) => (
          <tr>
            <th scope="row" class="wide">
              {name}
            </th>
            {moveEvents.map((event) => (
              <Count of={statistics} event={event} count={figures[event]} itemKey={key} />
            ))}
            <Rate figures={figures} />
          </tr>
        ))}
        <tr>
          <th scope="row">合计</th>
          {moveEvents.map((event) => (
            <Count of={statistics} event={event} count={total[event]} />
          ))}
          <Rate figures={total} />
        </tr>
      </Table>
      <Bars items={items} />
      <p class="no-print">
        <a class="button plain" href={`/api/v1/promise-statistics.xlsx?${asked(statistics)}`}>
          下载 XLSX
        </a>
      </p>
    </>
  );
};

type MoveLine = { event: MoveEvent; no: string; agency: string | null; matter: string | null; at: string };
type MovesProps = {
  event: MoveEvent | undefined;
  items: readonly MoveLine[];
  next: string | null;
  filter: Readonly<Record<string, string>>;
};

const doors: Readonly<Record<string, string>> = { assistance: 'assistance' };
const placeOf = (event: MoveEvent, no: string) => {
  const [what = ''] = event.split('.');
  return `/desk/${ownValue(doors, what) ?? `${what}s`}/${no}`;
};

export const PromiseMovesView: FC<MovesProps> = ({ event, items, next, filter }) => (
  <>
    <PageTitle
      title={event ? figureWords[event] : '全部步骤'}
      lead="统计中这个数字所计的逐条步骤，最新在前。"
    />
    <Table
      caption="逐条步骤"
      columns={['编号', '步骤', '单位', '事项', '时间']}
      count={items.length}
      empty="没有这样的步骤。"
    >
      {items.map(({ event: step, no, agency, matter, at }) => (
        <tr>
          <th scope="row">
            <a href={placeOf(step, no)}>{no}</a>
          </th>
          <td>{figureWords[step]}</td>
          <td>{agency ?? '登记机构'}</td>
          <td>{matter ?? '—'}</td>
          <td>
            <Moment at={at} />
          </td>
        </tr>
      ))}
    </Table>
    <NextPage path="/desk/promise-statistics/moves" next={next} filter={filter} />
  </>
);
