import type { FC } from 'hono/jsx';
import { ErrorSummary, type Refusal, TextArea } from '../../platform/web/form.view.tsx';
import { Facts, Moment, NextPage, PageTitle, Table, Tag } from '../../platform/web/pieces.view.tsx';
import type { NamesByCode } from '../inbox/catalog-names.ts';
import { countColumns, type ExecutionCount } from './execution-sheet.rules.ts';
import type { Letter } from './letter.rules.ts';
import { deskLinks, LinkLine } from './supervision.view.tsx';
import { demandOf, supervisionKindWords } from './supervision-words.rules.ts';

const number = (label: string) => ({ label, isNumber: true as const });

const ReplyTag: FC<{ letter: Letter }> = ({ letter }) => {
  if (letter.repliedAt) return <Tag tone="good" word="已答复" />;
  return letter.overdue ? <Tag tone="bad" word="逾期未答复" /> : <Tag tone="warn" word="待答复" />;
};

export const LetterListView: FC<{ letters: readonly Letter[]; next: string | null }> = ({
  letters,
  next,
}) => (
  <>
    <PageTitle title="督办函" lead="就逾期未办事项发出的督办函与各单位的答复。" />
    <LinkLine links={deskLinks.filter(([href]) => href !== '/desk/supervision/letters')} />
    <Table
      caption="督办函"
      columns={['编号', '单位', number('事项数'), '发出', '答复期限', '答复']}
      count={letters.length}
      empty="没有督办函。"
    >
      {letters.map((letter) => (
        <tr>
          <th scope="row">
            <a href={`/desk/supervision/letters/${letter.id}`}>{letter.no}</a>
          </th>
          <td>{letter.agencyName}</td>
          <td class="number">{letter.items.length}</td>
          <td>
            <Moment at={letter.issuedAt} />
          </td>
          <td>{letter.dueOn}</td>
          <td>
            <ReplyTag letter={letter} />
          </td>
        </tr>
      ))}
    </Table>
    <NextPage path="/desk/supervision/letters" next={next} />
  </>
);

type LetterProps = { letter: Letter; listNames: NamesByCode; refusal: Refusal; mayReply: boolean };

export const LetterView: FC<LetterProps> = ({ letter, listNames, refusal, mayReply }) => (
  <>
    <ErrorSummary refusal={refusal} />
    <PageTitle title={letter.no} lead={`致 ${letter.agencyName}`} />
    <section class="card" aria-label="督办函内容">
      <Facts
        lines={[
          ['发函单位', letter.issuer],
          ['经办人', letter.issuedBy],
          ['发出时间', <Moment at={letter.issuedAt} />],
          ['办理要求', letter.demand],
          ['答复期限', `${letter.dueOn}${letter.isProvisional ? '（暂按周末推算）' : ''}`],
          ['状态', <ReplyTag letter={letter} />],
          ['答复', letter.reply],
          ['答复人', letter.repliedBy],
          ['答复时间', letter.repliedAt && <Moment at={letter.repliedAt} />],
        ]}
      />
    </section>
    <Table
      caption="逾期事项"
      columns={['事项', '主体', '名单', number('最迟日期'), number('逾期工作日'), '办理要求']}
      count={letter.items.length}
      empty="没有事项。"
    >
      {letter.items.map((item) => (
        <tr>
          <td>{supervisionKindWords[item.kind]}</td>
          <th scope="row">{item.subjectName}</th>
          <td>{item.list ? (listNames[item.list] ?? item.list) : '—'}</td>
          <td class="number">{item.dueOn}</td>
          <td class="number">{item.workingDaysLate}</td>
          <td>{demandOf(item.kind)}</td>
        </tr>
      ))}
    </Table>
    {mayReply && letter.reply === null && (
      <form class="card no-print" method="post" action={`/desk/supervision/letters/${letter.id}/reply`}>
        <h2>答复</h2>
        <TextArea
          name="reply"
          label="答复内容"
          hint="答复后不可修改；请勿填写个人证件号码"
          refusal={refusal}
        />
        <button type="submit">提交答复</button>
      </form>
    )}
    <LinkLine
      links={[
        [`/api/v1/supervision/letters/${letter.id}/letter.docx`, '下载 Word'],
        ['/desk/supervision/letters', '返回督办函'],
      ]}
    />
  </>
);

type StatisticsProps = { from: string; to: string; items: readonly ExecutionCount[] };

export const StatisticsView: FC<StatisticsProps> = ({ from, to, items }) => (
  <>
    <PageTitle title="执行统计" lead={`${from} 至 ${to} 发出的通知，至今的办理情况。`} />
    <LinkLine
      links={[
        ...deskLinks.slice(0, 2),
        [`/api/v1/supervision/statistics.xlsx?from=${from}&to=${to}`, '下载 XLSX'],
      ]}
    />
    <form class="card no-print" method="get" action="/desk/supervision/statistics">
      <div class="pair">
        <div class="field">
          <label for="from">起始日期</label>
          <input id="from" name="from" type="date" value={from} />
        </div>
        <div class="field">
          <label for="to">截止日期</label>
          <input id="to" name="to" type="date" value={to} />
        </div>
      </div>
      <button type="submit">查看</button>
    </form>
    <Table
      caption="各单位执行情况"
      columns={['单位', ...countColumns.map(([, label]) => number(label))]}
      count={items.length}
      empty="期内没有发出通知。"
    >
      {items.map((item) => (
        <tr>
          <th scope="row">{item.agencyName}</th>
          {countColumns.map(([key]) => (
            <td class="number">{item[key] ?? '—'}</td>
          ))}
        </tr>
      ))}
    </Table>
  </>
);
