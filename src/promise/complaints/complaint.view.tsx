import type { FC } from 'hono/jsx';
import { ErrorSummary, FilterField, optionsOf, type Refusal } from '../../platform/web/form.view.tsx';
import { Moment, NextPage, PageTitle, Table, Tag } from '../../platform/web/pieces.view.tsx';
import { DueTag } from '../../remedy/cases/case-board.view.tsx';
import type { ComplaintState } from './complaint.rules.ts';
import type { ComplaintLine, ComplaintMonths, FiledComplaint } from './complaint.schema.ts';
import { ComplaintFields, NumberAndCode } from './complaint-public.view.tsx';
import { complaintKindWords, complaintStateWords, complaintStepWords } from './complaint-words.rules.ts';

const stateOptions = optionsOf(
  Object.fromEntries(Object.entries(complaintStateWords).map(([state, { word }]) => [state, word])),
);
const number = (label: string) => ({ label, isNumber: true as const });

type ListProps = {
  lines: readonly ComplaintLine[];
  state: ComplaintState | undefined;
  overdue: boolean;
  next: string | null;
  may: { enter: boolean; count: boolean };
};
export const ComplaintListView: FC<ListProps> = ({ lines, state, overdue, next, may }) => (
  <>
    <PageTitle title="投诉举报" lead="最先到期的在前，已办结的在后；单位只看到交办给自己的。" />
    <p class="row no-print">
      {may.enter && (
        <a class="button" href="/desk/complaints/new">
          登记投诉
        </a>
      )}
      {may.count && (
        <a class="button plain" href="/desk/complaints/statistics">
          每月统计
        </a>
      )}
    </p>
    <form class="card no-print" method="get" action="/desk/complaints">
      <div class="pair">
        <FilterField name="state" label="状态" blank="全部状态" value={state} options={stateOptions} />
        <FilterField
          name="overdue"
          label="期限"
          blank="全部"
          value={overdue ? 'true' : undefined}
          options={[{ value: 'true', label: '只看逾期的' }]}
        />
      </div>
      <button type="submit">查询</button>
    </form>
    <Table
      caption="投诉举报"
      columns={['投诉编号', '反映的问题', '单位', '状态', number('最迟日期')]}
      count={lines.length}
      empty="没有投诉。"
    >
      {lines.map((line) => (
        <tr>
          <th scope="row">
            <a class="code" href={`/desk/complaints/${line.no}`}>
              {line.no}
            </a>
          </th>
          <td>{complaintKindWords[line.kind]}</td>
          <td>{line.agency ?? line.handedTo ?? '—'}</td>
          <td>
            <Tag tone={complaintStateWords[line.state].tone} word={complaintStateWords[line.state].word} />
          </td>
          <td class="number">
            <DueTag due={line.due} />
          </td>
        </tr>
      ))}
    </Table>
    <NextPage path="/desk/complaints" next={next} filter={{ state, overdue: overdue ? 'true' : undefined }} />
  </>
);

export const ComplaintEnterView: FC<{ refusal: Refusal; onceKey: string }> = ({ refusal, onceKey }) => (
  <>
    <ErrorSummary refusal={refusal} />
    <PageTitle title="登记投诉" lead="热线或窗口收到的投诉；提交后把编号和查询码告诉投诉人。" />
    <form class="card" method="post" action="/desk/complaints">
      <input type="hidden" name="onceKey" value={onceKey} />
      <ComplaintFields refusal={refusal} />
      <button type="submit">登记</button>
    </form>
  </>
);

export const ComplaintEnteredView: FC<{ filed: FiledComplaint }> = ({ filed }) => (
  <>
    <PageTitle title="✓ 投诉已登记" lead="请现在告诉投诉人：查询码只显示这一次，遗失不能补发。" />
    <section class="card">
      <NumberAndCode filed={filed} />
      <p>
        收到时间：
        <Moment at={filed.receivedAt} />
      </p>
    </section>
    <p>
      <a href="/desk/complaints/new">再登记一件</a>
    </p>
  </>
);

const counted = Object.keys(complaintStepWords) as (keyof typeof complaintStepWords)[];
export const ComplaintMonthsView: FC<{ found: ComplaintMonths }> = ({ found }) => (
  <>
    <PageTitle title="投诉统计" lead={`${found.from} 至 ${found.to}，各月办理的件次。`} />
    <Table
      caption="各月件次"
      columns={['月份', ...counted.map((step) => number(complaintStepWords[step])), number('逾期')]}
      count={found.months.length}
      empty="期内没有投诉。"
    >
      {found.months.map(({ month, counts, late }) => (
        <tr>
          <th scope="row">{month}</th>
          {counted.map((step) => (
            <td class="number">{counts[step]}</td>
          ))}
          <td class="number">{late}</td>
        </tr>
      ))}
    </Table>
    <p class="no-print">
      <a href="/desk/complaints">返回投诉举报</a>
    </p>
  </>
);
