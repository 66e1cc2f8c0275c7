import type { FC } from 'hono/jsx';
import {
  ActionButton,
  ErrorSummary,
  type Refusal,
  TextArea,
  TextField,
} from '../../platform/web/form.view.tsx';
import { Facts, Moment, PageTitle } from '../../platform/web/pieces.view.tsx';
import type { ReportingDutyRow } from './freshness.view.tsx';

type Feed = ReportingDutyRow & { updateFrequency: string | null; ownReason: string | null };

export const FrequencyView: FC<{ feed: Feed; refusal: Refusal }> = ({ feed, refusal }) => {
  const path = `/desk/feeds/${feed.agency}/${feed.catalog}`;
  return (
    <>
      <ErrorSummary refusal={refusal} />
      <PageTitle title="设定报送频次" lead={`${feed.agencyName}：${feed.catalogName}`} />
      <Facts
        lines={[
          ['目录规定', feed.updateFrequency],
          [
            '现行频次',
            `每 ${feed.everyWorkingDays} 个工作日${feed.ownEvery === null ? '（通用）' : '（单独设定）'}`,
          ],
          ['设定理由', feed.ownReason],
          ['最近有效报送', <Moment at={feed.lastGoodAt} />],
          ['最迟应报', feed.expectedBy],
        ]}
      />
      <form class="card" method="post" action={path}>
        <TextField
          name="everyWorkingDays"
          label="至少每多少个工作日报送一次"
          hint="1 至 250 的整数；按月报送填 22"
          refusal={refusal}
          value={String(feed.everyWorkingDays)}
          maxLength={3}
        />
        <TextArea name="reason" label="依据或理由" hint="至少四个字，写入审计记录" refusal={refusal} />
        <button type="submit">设定</button>
      </form>
      {feed.ownEvery !== null && (
        <ActionButton action={`${path}/reset`} label="取消单独设定，恢复通用频次" look="plain" />
      )}
    </>
  );
};
