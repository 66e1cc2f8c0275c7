import type { FC } from 'hono/jsx';
import type { Day } from '../../kernel/day.ts';
import {
  ChoiceField,
  ErrorSummary,
  type Refusal,
  TextArea,
  TextField,
} from '../../platform/web/form.view.tsx';
import { Facts, Moment, PageTitle } from '../../platform/web/pieces.view.tsx';
import type { ReportingDutyRow } from './freshness.view.tsx';

const confirmations = [
  { value: 'yes', label: '我已核对：上述期间本单位在该目录没有应当报送的信息' },
] as const;

type Props = {
  feed: ReportingDutyRow & { updateFrequency: string | null };
  period: { from: Day | null; to: Day };
  refusal: Refusal;
  onceKey: string;
};

export const ZeroReportView: FC<Props> = ({ feed, period, refusal, onceKey }) => (
  <>
    <ErrorSummary refusal={refusal} />
    <PageTitle
      title={`零报告：${feed.catalogName}`}
      lead="本期间没有应报信息的，作零报告，不致被计为逾期。"
    />
    <Facts
      lines={[
        ['报送单位', feed.agencyName],
        ['更新频次', feed.updateFrequency],
        ['最近有效报送', <Moment at={feed.lastGoodAt} />],
        ['最迟应报', feed.expectedBy],
      ]}
    />
    <form class="card" method="post" action={`/desk/feeds/zero-report?catalog=${feed.catalog}`}>
      <div class="pair">
        <TextField
          name="periodFrom"
          label="期间起日"
          type="date"
          value={period.from ?? ''}
          refusal={refusal}
          isOptional
        />
        <TextField name="periodTo" label="期间止日" type="date" value={period.to} refusal={refusal} />
      </div>
      <TextArea name="note" label="说明" hint="写入审计记录，请勿填写个人信息" refusal={refusal} isOptional />
      <ChoiceField name="confirm[]" label="核对确认" options={confirmations} refusal={refusal} />
      <p>零报告只说明期间内没有新信息：已报送的记录不变，以后有了数据照常上传；不计入收到行数与完整率。</p>
      <input type="hidden" name="onceKey" value={onceKey} />
      <button type="submit">提交零报告</button>
    </form>
  </>
);
