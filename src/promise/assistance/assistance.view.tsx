import type { FC } from 'hono/jsx';
import {
  ErrorSummary,
  FilterField,
  type Option,
  optionsOf,
  type Refusal,
  SelectField,
  TextArea,
  TextField,
} from '../../platform/web/form.view.tsx';
import { NextPage, PageTitle, Table, Tag } from '../../platform/web/pieces.view.tsx';
import { identifierOptions } from '../../remedy/cases/case-form.rules.ts';
import type { AssistanceShown } from './assistance.schema.ts';
import { assistanceStateWords } from './assistance-words.rules.ts';

const number = (label: string) => ({ label, isNumber: true as const });
const stateOptions = optionsOf(
  Object.fromEntries(Object.entries(assistanceStateWords).map(([state, { word }]) => [state, word])),
);
const sideOptions = [
  { value: 'asked', label: '向本单位提出的' },
  { value: 'asking', label: '本单位提出的' },
];

type Filter = { side: string; state: string };
type ListProps = {
  lines: readonly AssistanceShown[];
  filter: Filter;
  next: string | null;
  mayAsk: boolean;
};

export const AssistanceListView: FC<ListProps> = ({ lines, filter, next, mayAsk }) => (
  <>
    <PageTitle
      title="部门协查"
      lead="一次请求问一个当事人的一件事；先到期的在前。完整身份由被协查单位凭用途查看，留有记录。"
    />
    <p class="row no-print">
      {mayAsk && (
        <a class="button" href="/desk/assistance/new">
          提出协查
        </a>
      )}
      <a class="button plain" href="/desk/assistance/months">
        月度考核
      </a>
    </p>
    <form class="card no-print" method="get" action="/desk/assistance">
      <div class="pair">
        <FilterField name="side" label="范围" blank="全部" value={filter.side} options={sideOptions} />
        <FilterField name="state" label="状态" blank="全部状态" value={filter.state} options={stateOptions} />
      </div>
      <button type="submit">查询</button>
    </form>
    <Table
      caption="协查"
      columns={['协查编号', '状态', number('最迟反馈'), '请求单位', '被协查单位', '当事人', '问题']}
      count={lines.length}
      empty="没有协查。"
    >
      {lines.map((line) => (
        <Line line={line} />
      ))}
    </Table>
    <NextPage path="/desk/assistance" next={next} filter={filter} />
  </>
);

export const AssistanceTag: FC<{ line: AssistanceShown }> = ({ line: { due, state } }) =>
  due.overdue ? <Tag tone="bad" word="逾期未反馈" /> : <Tag {...assistanceStateWords[state]} />;

const Line: FC<{ line: AssistanceShown }> = ({ line }) => (
  <tr>
    <th scope="row">
      <a class="code" href={`/desk/assistance/${line.id}`}>
        {line.id}
      </a>
    </th>
    <td>
      <AssistanceTag line={line} />
    </td>
    <td class="number">{line.due.on}</td>
    <td>{line.from.name}</td>
    <td>{line.to.name}</td>
    <td>{line.subject.name}</td>
    <td>{line.question}</td>
  </tr>
);

type AskProps = {
  offices: readonly Option[];
  proofs: readonly Option[];
  refusal: Refusal;
  onceKey: string;
  commitment: string;
};

export const AskOfficeView: FC<AskProps> = ({ offices, proofs, refusal, onceKey, commitment }) => (
  <>
    <ErrorSummary refusal={refusal} />
    <PageTitle title="提出协查" lead="请向掌握情况的单位提问；一次只问一个当事人的一件事。" />
    <form class="card" method="post" action="/desk/assistance">
      <input type="hidden" name="onceKey" value={onceKey} />
      <SelectField name="to" label="被协查单位" blank="请选择" options={offices} refusal={refusal} />
      <SubjectFields refusal={refusal} />
      <QuestionFields proofs={proofs} refusal={refusal} />
      <ReferenceFields commitment={commitment} refusal={refusal} />
      <div class="row">
        <button type="submit">提出协查</button>
        <a class="button plain" href="/desk/assistance">
          返回
        </a>
      </div>
    </form>
  </>
);

const SubjectFields: FC<Pick<AskProps, 'refusal'>> = ({ refusal }) => (
  <>
    <div class="pair">
      <SelectField name="subject.type" label="当事人证件类型" options={identifierOptions} refusal={refusal} />
      <TextField
        name="subject.code"
        label="当事人证件号码"
        hint="加密保存，由被协查单位凭用途查看"
        refusal={refusal}
        isCode
      />
    </div>
    <div class="pair">
      <TextField name="subject.name" label="当事人名称或姓名" maxLength={200} refusal={refusal} />
      <TextField
        name="subject.country"
        label="护照签发国（地区）"
        hint="其他证件不填"
        maxLength={60}
        refusal={refusal}
        isOptional
      />
    </div>
  </>
);

const QuestionFields: FC<Pick<AskProps, 'proofs' | 'refusal'>> = ({ proofs, refusal }) => (
  <>
    <TextField
      name="proof"
      label="证明事项代码"
      hint="由被协查单位开具的证明事项；不填即自由提问"
      maxLength={64}
      suggestions={proofs}
      refusal={refusal}
      isOptional
      isCode
    />
    <TextArea
      name="question"
      label="要核实的问题"
      hint="一句话，至多 200 字；填写了证明事项的可以不填。请勿填写个人证件号码"
      refusal={refusal}
      rows={2}
      isOptional
    />
  </>
);

const ReferenceFields: FC<Pick<AskProps, 'commitment' | 'refusal'>> = ({ commitment, refusal }) => (
  <div class="pair">
    <TextField
      name="commitment"
      label="告知承诺书编码"
      value={commitment}
      maxLength={40}
      refusal={refusal}
      isOptional
      isCode
    />
    <TextField name="verification" label="核查编号" maxLength={40} refusal={refusal} isOptional isCode />
  </div>
);
