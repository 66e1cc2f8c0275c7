import type { FC } from 'hono/jsx';
import {
  ErrorSummary,
  FilterField,
  optionsOf,
  type Refusal,
  TextField,
} from '../../platform/web/form.view.tsx';
import { Facts, Moment, NextPage, PageTitle, Table, Tag } from '../../platform/web/pieces.view.tsx';
import { identifierWords } from '../../window/checks/check-words.rules.ts';
import type { CommitmentState } from './commitment.rules.ts';
import type { CommitmentLine } from './commitment.schema.ts';
import { commitmentStateWords } from './commitment-words.rules.ts';

const GONE = '（已清除）';
const stateOptions = optionsOf(
  Object.fromEntries(Object.entries(commitmentStateWords).map(([state, { word }]) => [state, word])),
);

type ListProps = {
  lines: readonly CommitmentLine[];
  state: CommitmentState | undefined;
  next: string | null;
};
export const CommitmentListView: FC<ListProps> = ({ lines, state, next }) => (
  <>
    <PageTitle
      title="告知承诺"
      lead="由当日、已确认、可以适用的核查结果单出具；撤回或不选择承诺的按一般程序办理，不留不良记录。"
    />
    <form class="card no-print" method="get" action="/desk/commitments">
      <FilterField name="state" label="状态" blank="全部状态" value={state} options={stateOptions} />
      <button type="submit">查询</button>
    </form>
    <Table
      caption="告知承诺书"
      columns={['承诺编码', '承诺人', '事项', '状态', '出具日期']}
      count={lines.length}
      empty="没有告知承诺书。请在核查结果单上出具。"
    >
      {lines.map((line) => (
        <tr>
          <th scope="row">
            <a class="code" href={`/desk/commitments/${line.no}`}>
              {line.no}
            </a>
          </th>
          <td>{line.subject?.name ?? GONE}</td>
          <td>{line.matter.name}</td>
          <td>
            <Tag {...commitmentStateWords[line.state]} />
          </td>
          <td class="number">{line.madeOn}</td>
        </tr>
      ))}
    </Table>
    <NextPage path="/desk/commitments" next={next} filter={{ state }} />
  </>
);

export type CheckedApplicant = {
  no: string;
  decidedAt: string;
  matter: string | null;
  caseNo: string | null;
  subject: { type: keyof typeof identifierWords; code: string; name: string | null };
};
type DraftProps = { check: CheckedApplicant; isPerson: boolean; refusal: Refusal; onceKey: string };

export const CommitmentDraftView: FC<DraftProps> = ({ check, isPerson, refusal, onceKey }) => (
  <>
    <ErrorSummary refusal={refusal} />
    <PageTitle
      title="出具告知承诺书"
      lead="承诺书文本取自事项目录现行版本；申请人可以不选择承诺，按一般程序办理。"
    />
    <form class="card" method="post" action="/desk/commitments">
      <input type="hidden" name="onceKey" value={onceKey} />
      <input type="hidden" name="check" value={check.no} />
      <Facts
        lines={[
          ['核查编号', <span class="code">{check.no}</span>],
          ['核查时间', <Moment at={check.decidedAt} />],
          ['事项', check.matter],
          ['办件编号', check.caseNo],
          ['申请人', check.subject.name ?? '（核查时未填写名称）'],
          [identifierWords[check.subject.type], <span class="code">{check.subject.code}</span>],
        ]}
      />
      {(isPerson || !check.subject.name) && (
        <>
          <input type="hidden" name="subject.type" value={check.subject.type} />
          <TextField
            name="subject.code"
            label={identifierWords[check.subject.type]}
            hint={isPerson ? '核查不留存自然人的号码，请按证件再填写一次' : '须与核查时相同'}
            refusal={refusal}
            isCode
            isFirst
          />
        </>
      )}
      {!check.subject.name && (
        <TextField name="subject.name" label="名称或姓名" maxLength={200} refusal={refusal} />
      )}
      <div class="row">
        <button type="submit">出具承诺书</button>
        <a class="button plain" href={`/desk/checks/${check.no}`}>
          返回结果单
        </a>
      </div>
    </form>
  </>
);
