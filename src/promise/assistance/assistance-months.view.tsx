import type { FC } from 'hono/jsx';
import { FilterField } from '../../platform/web/form.view.tsx';
import { PageTitle, Table } from '../../platform/web/pieces.view.tsx';
import { type AssistanceCounts, assistanceColumns } from './assistance-sheet.rules.ts';

type MonthsProps = { counted: AssistanceCounts; months: readonly string[] };

export const AssistanceMonthsView: FC<MonthsProps> = ({ counted: { month, items }, months }) => (
  <>
    <PageTitle
      title="协查月度考核"
      lead="按请求提出的月份；逾期反馈和逾期未反馈都计逾期，退回不扣分，撤回不计。各单位均可查看。"
    />
    <p class="no-print">
      <a href={`/api/v1/assistance-statistics.xlsx?month=${month}`}>下载 XLSX</a> ·{' '}
      <a href={`/api/v1/assistance-statistics.csv?month=${month}`}>下载 CSV</a>
    </p>
    <form class="card no-print" method="get" action="/desk/assistance/months">
      <FilterField
        name="month"
        label="月份"
        blank="本月"
        value={month}
        options={months.map((value) => ({ value, label: value }))}
      />
      <button type="submit">查看</button>
    </form>
    <Table
      caption={`${month} 协查考核`}
      columns={['单位', ...assistanceColumns.map(([, label]) => ({ label, isNumber: true as const }))]}
      count={items.length}
      empty="当月没有协查。"
    >
      {items.map((item) => (
        <tr>
          <th scope="row">{item.agencyName}</th>
          {assistanceColumns.map(([key]) => (
            <td class="number">{item[key]}</td>
          ))}
        </tr>
      ))}
    </Table>
  </>
);
