import type { FC } from 'hono/jsx';
import { FilterField, type Option, SelectField, untouched } from '../../platform/web/form.view.tsx';
import { Moment, PageTitle, Table, Tag } from '../../platform/web/pieces.view.tsx';
import type { FeedState } from './feed-freshness.rules.ts';
import { feedStateWords, isLate, periodText } from './freshness-words.rules.ts';
import type { Parts, ScoreCard } from './score-card.rules.ts';
import { percent } from './score-sheet.rules.ts';

export type ReportingDutyRow = {
  agency: string;
  agencyName: string;
  catalog: string;
  catalogName: string;
  state: FeedState;
  lastGoodAt: string | null;
  zeroReport: { periodFrom: string | null; periodTo: string } | null;
  expectedBy: string;
  daysLate: number;
  everyWorkingDays: number;
  ownEvery: number | null;
  isProvisional: boolean;
};
type Rates = { rejectionRate: number | null; timelinessRate: number | null; completeness: number | null };

export const LateLine: FC<{ count: number }> = ({ count }) =>
  count === 0 ? null : (
    <p class="notice bad">
      有 {count} 个报送项逾期未报，窗口核查可能因此转人工复核。
      <a href="/desk/feeds?state=late">查看逾期的报送项</a>
    </p>
  );

type Filter = { state: string; agency: string; month: string };
type Choices = { agencies: readonly Option[]; months: readonly string[] };

const states: readonly Option[] = [
  { value: 'late', label: '逾期未报（含从未报送）' },
  ...Object.entries(feedStateWords).map(([value, { word }]) => ({ value, label: word })),
];

const FilterForm: FC<{ filter: Filter; choices: Choices }> = ({ filter, choices }) => {
  return (
    <form class="card no-print" method="get" action="/desk/feeds">
      <div class="pair">
        <FilterField name="state" label="状态" options={states} blank="全部状态" value={filter.state} />
        {choices.agencies.length > 1 && (
          <FilterField
            name="agency"
            label="单位"
            options={choices.agencies}
            blank="全部单位"
            value={filter.agency}
          />
        )}
        <SelectField
          refusal={untouched}
          name="month"
          label="考核月份"
          options={choices.months.map((month) => ({ value: month, label: month }))}
          value={filter.month}
        />
      </div>
      <button type="submit">查看</button>
    </form>
  );
};

const LastGood: FC<{ feed: ReportingDutyRow; mayReportZero: boolean }> = ({ feed, mayReportZero }) => (
  <>
    <Moment at={feed.lastGoodAt} />
    {feed.zeroReport && <p class="hint">零报告（{periodText(feed.zeroReport)}）</p>}
    {mayReportZero && (
      <p>
        <a href={`/desk/feeds/zero-report?catalog=${feed.catalog}`}>
          作零报告<span class="visually-hidden">：{feed.catalogName}</span>
        </a>
      </p>
    )}
  </>
);

const number = (label: string) => ({ label, isNumber: true as const });

type FeedTableProps = {
  feeds: readonly ReportingDutyRow[];
  ratesOf: (feed: ReportingDutyRow) => Rates | undefined;
  maySet: boolean;
  reportsZeroFor: string | null;
};

const FeedTable: FC<FeedTableProps> = ({ feeds, ratesOf, maySet, reportsZeroFor }) => (
  <Table
    caption="报送情况"
    columns={[
      '单位与目录',
      '状态',
      '最近有效报送',
      '最迟应报',
      number('逾期工作日'),
      '频次',
      number('退回率'),
      number('及时率'),
      number('完整率'),
    ]}
    count={feeds.length}
    empty="没有符合条件的报送项，请放宽筛选条件。"
  >
    {feeds.map((feed) => (
      <tr>
        <th scope="row">
          {feed.agencyName}
          <br />
          {feed.catalogName}
        </th>
        <td>
          <Tag
            word={feedStateWords[feed.state].word}
            tone={isLate(feed) ? 'bad' : feedStateWords[feed.state].tone}
          />
        </td>
        <td>
          <LastGood feed={feed} mayReportZero={feed.agency === reportsZeroFor} />
        </td>
        <td class="number">
          {feed.expectedBy}
          {feed.isProvisional ? '（暂定）' : ''}
        </td>
        <td class="number">{feed.daysLate}</td>
        <td>
          每 {feed.everyWorkingDays} 个工作日
          {feed.ownEvery === null ? '' : '（单独设定）'}
          {maySet && (
            <>
              <br />
              <a href={`/desk/feeds/${feed.agency}/${feed.catalog}`}>
                设定<span class="visually-hidden">{`${feed.agencyName}${feed.catalogName}的频次`}</span>
              </a>
            </>
          )}
        </td>
        <td class="number">{percent(ratesOf(feed)?.rejectionRate ?? null)}</td>
        <td class="number">{percent(ratesOf(feed)?.timelinessRate ?? null)}</td>
        <td class="number">{percent(ratesOf(feed)?.completeness ?? null)}</td>
      </tr>
    ))}
  </Table>
);

const partColumns: readonly [part: keyof Parts, label: string][] = [
  ['punctuality', '按时率'],
  ['acceptance', '合格率'],
  ['timeliness', '双公示及时率'],
  ['completeness', '完整率'],
];

const CardTable: FC<{ month: string; cards: readonly ScoreCard[] }> = ({ month, cards }) => (
  <Table
    caption={`${month} 月度考核`}
    columns={[
      '单位',
      number('得分'),
      ...partColumns.map(([, label]) => number(label)),
      number('收到行数'),
      number('零报告'),
    ]}
    count={cards.length}
    empty="该月没有可考核的单位。"
  >
    {cards.map((card) => (
      <tr>
        <th scope="row">{card.agencyName}</th>
        <td class="number">{card.score === null ? '—' : card.score.toFixed(1)}</td>
        {partColumns.map(([part]) => (
          <td class="number">{percent(card.parts[part])}</td>
        ))}
        <td class="number">{card.total.received}</td>
        <td class="number">{card.total.zeroReports}</td>
      </tr>
    ))}
  </Table>
);

type Desk = {
  feeds: readonly ReportingDutyRow[];
  cards: readonly ScoreCard[];
  filter: Filter;
  choices: Choices;
  lateCount: number;
  maySet: boolean;
  reportsZeroFor: string | null;
  reported: string | null;
};

export const FeedDeskView: FC<Desk> = ({ feeds, cards, filter, choices, lateCount, reported, ...may }) => {
  const rates = new Map(
    cards.flatMap(({ agency, catalogs }) =>
      catalogs.map((line) => [`${agency} ${line.catalog}`, line] as const),
    ),
  );
  const query = new URLSearchParams({ month: filter.month, ...(filter.agency && { agency: filter.agency }) });
  return (
    <>
      <PageTitle
        title="报送考核"
        lead={lateCount > 0 ? `有 ${lateCount} 个报送项逾期未报，请督促报送。` : '目前没有逾期的报送项。'}
      />
      {reported && (
        <p class="notice good" role="status">
          已登记零报告：{reported}。以后有了数据照常上传。
        </p>
      )}
      <FilterForm filter={filter} choices={choices} />
      <FeedTable
        feeds={feeds}
        ratesOf={({ agency, catalog }) => rates.get(`${agency} ${catalog}`)}
        {...may}
      />
      <CardTable month={filter.month} cards={cards} />
      <p>
        按时率＝未逾期的工作日占比；合格率＝未被退回的行占比（不计未变化的行）；双公示及时率＝许可、处罚自决定之日起
        7
        个工作日内首次报送的占比；完整率＝建议填报的选填列实际填写的占比。当月算到昨日，“—”表示无可考核内容。
      </p>
      <p class="no-print">
        <a class="button plain" href={`/api/v1/feeds/scorecards.xlsx?${query}`}>
          下载考核表（XLSX）
        </a>
      </p>
    </>
  );
};
