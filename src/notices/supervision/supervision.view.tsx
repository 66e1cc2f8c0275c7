import type { FC } from 'hono/jsx';
import { ownValue } from '../../kernel/own-keys.ts';
import { ActionButton, FilterField, type Option } from '../../platform/web/form.view.tsx';
import { PageTitle, Table, Tag } from '../../platform/web/pieces.view.tsx';
import type { NamesByCode } from '../inbox/catalog-names.ts';
import type { SupervisionItem } from './supervision-out.rules.ts';
import {
  demandOf,
  supervisionKinds,
  supervisionKindWords,
  supervisionStateWords,
} from './supervision-words.rules.ts';

const number = (label: string) => ({ label, isNumber: true as const });

export const LinkLine: FC<{ links: readonly (readonly [href: string, label: string])[] }> = ({ links }) => (
  <p class="no-print">
    {links.map(([href, label], place) => (
      <>
        {place > 0 && ' · '}
        <a href={href}>{label}</a>
      </>
    ))}
  </p>
);

export const deskLinks = [
  ['/desk/supervision', '督办清单'],
  ['/desk/supervision/letters', '督办函'],
  ['/desk/supervision/statistics', '执行统计'],
] as const;

type Filter = { kind: string; agency: string; state: string };
type BoardProps = {
  items: readonly SupervisionItem[];
  filter: Filter;
  agencies: readonly Option[];
  listNames: NamesByCode;
  next: string | null;
  mayIssue: boolean;
};

const searchOf = (filter: Filter, after?: string): string => {
  const all = Object.entries({ ...filter, after: after ?? '' }).filter(([, value]) => value);
  return all.length > 0 ? `?${new URLSearchParams(all)}` : '';
};

const doors: Readonly<Record<string, string>> = {
  repair: 'repairs',
  assistance: 'assistance',
  verification: 'verifications',
  complaint: 'complaints',
};
const whereOf = ({ kind, id }: SupervisionItem) => `/desk/${ownValue(doors, kind) ?? 'notices'}/${id}`;

export const SupervisionView: FC<BoardProps> = ({ items, filter, agencies, listNames, next, mayIssue }) => (
  <>
    <PageTitle
      title="执行督办"
      lead="逾期与将到期的接收或签收、反馈、移出确认、修复同步、协查、核查和交办的投诉，最严重的在前。"
    />
    <LinkLine
      links={[
        ...deskLinks.slice(1),
        [`/api/v1/supervision.xlsx${searchOf(filter)}`, '下载 XLSX'],
        [`/api/v1/supervision.docx${searchOf(filter)}`, '下载 Word'],
      ]}
    />
    <FilterForm filter={filter} agencies={agencies} />
    <Table
      caption="督办清单"
      columns={['状态', '单位', '事项', '主体', '名单', number('最迟日期'), number('逾期工作日'), '办理要求']}
      count={items.length}
      empty="没有逾期或将到期的事项。"
    >
      {items.map((item) => (
        <tr>
          <td>
            <Tag {...supervisionStateWords[item.state]} />
          </td>
          <td>{item.agencyName}</td>
          <td>{supervisionKindWords[item.kind]}</td>
          <th scope="row">{mayIssue ? item.subjectName : <a href={whereOf(item)}>{item.subjectName}</a>}</th>
          <td>{item.list ? (listNames[item.list] ?? item.list) : '—'}</td>
          <td class="number">
            {item.dueOn}
            {item.isProvisional && <span class="hint">（暂按周末推算）</span>}
          </td>
          <td class="number">{item.workingDaysLate}</td>
          <td>{demandOf(item.kind)}</td>
        </tr>
      ))}
    </Table>
    {next && (
      <p class="no-print">
        <a class="button plain" href={`/desk/supervision${searchOf(filter, next)}`}>
          下一页
        </a>
      </p>
    )}
    {mayIssue && <IssueForms items={items} />}
  </>
);

const FilterForm: FC<Pick<BoardProps, 'filter' | 'agencies'>> = ({ filter, agencies }) => {
  const kinds = supervisionKinds.map((value) => ({ value, label: supervisionKindWords[value] }));
  const states = Object.entries(supervisionStateWords).map(([value, { word }]) => ({ value, label: word }));
  return (
    <form class="card no-print" method="get" action="/desk/supervision">
      <div class="pair">
        <FilterField name="kind" label="事项" options={kinds} blank="全部事项" value={filter.kind} />
        <FilterField name="state" label="状态" options={states} blank="全部状态" value={filter.state} />
        {agencies.length > 1 && (
          <FilterField name="agency" label="单位" options={agencies} blank="全部单位" value={filter.agency} />
        )}
      </div>
      <button type="submit">查看</button>
    </form>
  );
};

// One letter takes up everything that a department is late with.
const IssueForms: FC<{ items: readonly SupervisionItem[] }> = ({ items }) => {
  const late = Map.groupBy(
    items.filter(({ state }) => state === 'overdue'),
    ({ agency }) => agency,
  );
  if (late.size === 0) return null;
  return (
    <section class="card no-print" aria-labelledby="issue">
      <h2 id="issue">发出督办函</h2>
      <p class="hint">督办函按年编号，写明该单位当日全部逾期事项，发出后不可修改。</p>
      {[...late].map(([agency, [first]]) => (
        <ActionButton
          action={`/desk/supervision/letters/to/${encodeURIComponent(agency)}`}
          label={`向${first?.agencyName ?? agency}发出督办函`}
        />
      ))}
    </section>
  );
};
