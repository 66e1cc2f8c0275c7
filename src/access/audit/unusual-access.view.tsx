import type { FC } from 'hono/jsx';
import { PageTitle, Table } from '../../platform/web/pieces.view.tsx';

type Item = {
  actor: string;
  name: string | null;
  agency: string | null;
  caseNo: string | null;
  subjectId: number | null;
  count: number;
};
type List = { name: string; threshold: number; items: readonly Item[] };

const about = ({ caseNo, subjectId }: Item): string =>
  caseNo ? `办件 ${caseNo}` : subjectId === null ? '—' : `主体 ${subjectId}`;

export const UnusualAccessView: FC<{ day: string; today: string; lists: readonly List[] }> = (props) => (
  <>
    <PageTitle
      title="异常查询"
      lead="一日之内超过阈值的个人查询。列入不等于违规：请向本人和所在单位核实查询事由。阈值在“规定变更”中调整。"
    />
    <form class="card no-print" method="get" action="/desk/unusual-access">
      <label for="day">日期</label>
      <input id="day" name="day" type="date" value={props.day} max={props.today} />
      <button type="submit">查看</button>
    </form>
    {props.lists.map(({ name, threshold, items }) => (
      <Table
        caption={`${name}（超过 ${threshold}）`}
        columns={['人员', '单位', '涉及', '次数或主体数']}
        count={items.length}
        empty="当日没有。"
      >
        {items.map((item) => (
          <tr>
            <th scope="row">{item.name ?? item.actor}</th>
            <td>{item.agency ?? '—'}</td>
            <td>{about(item)}</td>
            <td class="number">{item.count}</td>
          </tr>
        ))}
      </Table>
    ))}
  </>
);
