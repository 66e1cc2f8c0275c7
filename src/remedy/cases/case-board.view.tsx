import type { Child, FC } from 'hono/jsx';
import { NextPage, PageTitle, Table, Tag } from '../../platform/web/pieces.view.tsx';

export type DueShown = { on: string; workingDays: number; provisional: boolean; overdue: boolean } | null;

type Told = Pick<NonNullable<DueShown>, 'on' | 'provisional' | 'overdue'>;
export const DueTag: FC<{ due: Told | null | undefined }> = ({ due }) => {
  if (!due) return <span>—</span>;
  if (due.overdue) return <Tag tone="bad" word={`已超期，应于 ${due.on} 办结`} />;
  return due.provisional ? (
    <Tag tone="calm" word={`${due.on}（暂定，待公布放假安排）`} />
  ) : (
    <span class="number">{due.on}</span>
  );
};

// The board and the sheet show this of every case.
export type CaseLine = {
  id: number;
  target: { catalog: string; documentNo: string | null; authority: string };
  subject: { name: string };
  // Absent where the registry sets no term.
  due?: DueShown;
};
export type ListNamesByCode = Readonly<Record<string, string>>;

// Overdue cases stand first: the board is in the order of the days due.
const BoardLinks: FC<{ path: string; isOverdueOnly: boolean | null; newLabel: string | null }> = (props) => (
  <div class="row no-print">
    {props.newLabel && (
      <a class="button" href={`${props.path}/new`}>
        {props.newLabel}
      </a>
    )}
    {props.isOverdueOnly === true && (
      <a class="button plain" href={props.path}>
        查看全部
      </a>
    )}
    {props.isOverdueOnly === false && (
      <a class="button plain" href={`${props.path}?overdue=true`}>
        只看已超期
      </a>
    )}
  </div>
);

export type BoardProps<Line> = {
  lines: readonly Line[];
  listNames: ListNamesByCode;
  next: string | null;
  // Null where no term can be overdue.
  isOverdueOnly: boolean | null;
  mayOpen: boolean;
};
type BoardWords = { title: string; lead: string; path: string; newLabel: string; all: string; short: string };
type Props<Line> = BoardProps<Line> & {
  words: BoardWords;
  columns: readonly (readonly [label: string, cell: (line: Line) => Child])[];
};

// A case's number, subject and target stand first on every board; repairs and disputes add columns of their
// own.
export const CaseBoard = <Line extends CaseLine>({ words, columns, lines, ...props }: Props<Line>) => (
  <>
    <PageTitle title={words.title} lead={words.lead} />
    <BoardLinks
      path={words.path}
      isOverdueOnly={props.isOverdueOnly}
      newLabel={props.mayOpen ? words.newLabel : null}
    />
    <Table
      caption={props.isOverdueOnly ? `已超期的${words.short}` : words.all}
      columns={[{ label: '编号', isNumber: true }, '主体', '信息', ...columns.map(([label]) => label)]}
      count={lines.length}
      empty={props.isOverdueOnly ? `没有超期的${words.short}。` : `没有${words.all}。`}
    >
      {lines.map((line) => (
        <tr>
          <td class="number">{line.id}</td>
          <th scope="row">
            <a href={`${words.path}/${line.id}`}>{line.subject.name}</a>
          </th>
          <td>{props.listNames[line.target.catalog] ?? line.target.catalog}</td>
          {columns.map(([, cell]) => (
            <td>{cell(line)}</td>
          ))}
        </tr>
      ))}
    </Table>
    <NextPage path={words.path} next={props.next} />
  </>
);
