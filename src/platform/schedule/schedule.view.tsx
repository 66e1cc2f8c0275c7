import type { FC } from 'hono/jsx';
import { ErrorSummary, type Refusal } from '../web/form.view.tsx';
import { Moment, NextPage, PageTitle, Table, Tag } from '../web/pieces.view.tsx';
import type { ShownRun, ShownSchedule } from './schedule.rules.ts';
import { durationText, jobWords, runResultWords } from './schedule-words.rules.ts';

type Props = {
  schedules: readonly ShownSchedule[];
  next: string | null;
  refusal: Refusal;
  mayRun: boolean;
  asked: string | null;
};

const nameOf = (job: string): string => {
  const [name = '', key] = job.split(':');
  return `${jobWords[name] ?? name}${key ? `（订阅 ${key.slice(0, 8)}）` : ''}`;
};

export const ScheduleListView: FC<Props> = ({ schedules, next, refusal, mayRun, asked }) => (
  <>
    <ErrorSummary refusal={refusal} />
    <PageTitle
      title="定时任务"
      lead="各任务与各订阅汇总的时间表，一律北京时间。停机期间错过的时刻由下一次补上；多个进程同时运行也只执行一次。"
    />
    {asked && (
      <div class="notice good" role="status">
        <p>已排上：{nameOf(asked)}。结果请刷新本页查看。</p>
      </div>
    )}
    <Table
      caption="时间表"
      columns={[
        '任务',
        '定时',
        '最近一次',
        '结果',
        '用时',
        '下次',
        { label: '一日内错过', isNumber: true },
        '操作',
      ]}
      count={schedules.length}
      empty="还没有定时任务；服务启动后一分钟内出现。"
    >
      {schedules.map((schedule) => (
        <tr>
          <th scope="row">
            <JobName job={schedule.job} />
          </th>
          <td class="code">{schedule.cron}</td>
          <td>
            <Moment at={schedule.lastRun?.startedAt ?? schedule.lastRun?.slot} />
          </td>
          <td>
            <Result run={schedule.lastRun} failedLastDay={schedule.failedLastDay} />
          </td>
          <td class="number">{durationText(schedule.lastRun?.tookMs ?? null)}</td>
          <td>{schedule.isEnabled ? <Moment at={schedule.nextRunAt} /> : '已停用'}</td>
          <td class="number">{schedule.missedTicksLastDay}</td>
          <td>
            {mayRun && (
              <form method="post" action="/desk/schedules/run">
                <input type="hidden" name="job" value={schedule.job} />
                <button type="submit" class="plain" aria-label={`立即运行：${nameOf(schedule.job)}`}>
                  立即运行
                </button>
              </form>
            )}
          </td>
        </tr>
      ))}
    </Table>
    <NextPage path="/desk/schedules" next={next} />
  </>
);

const JobName: FC<{ job: string }> = ({ job }) => {
  const [, subscription] = job.split(':');
  return subscription ? (
    <a href={`/desk/subscriptions/${subscription}`}>{nameOf(job)}</a>
  ) : (
    <span>{nameOf(job)}</span>
  );
};

const Result: FC<{ run: ShownRun | null; failedLastDay: number }> = ({ run, failedLastDay }) => (
  <>
    {run ? <Tag {...runResultWords[run.result]} /> : <Tag tone="calm" word="尚未运行" />}
    {run?.askedBy && <p class="hint">人工运行</p>}
    {run && run.missedTicks > 0 && <p class="hint">补上错过的 {run.missedTicks} 次</p>}
    {failedLastDay > 0 && <p class="hint">一日内失败 {failedLastDay} 次</p>}
    {run?.fault && <p class="excerpt">{run.fault}</p>}
  </>
);
