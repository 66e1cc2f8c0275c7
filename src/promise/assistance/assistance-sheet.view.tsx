import type { FC } from 'hono/jsx';
import {
  ActionButton,
  ChoiceField,
  ErrorSummary,
  optionsOf,
  type Refusal,
  SelectField,
  TextArea,
  TextField,
} from '../../platform/web/form.view.tsx';
import { Facts, Moment, PageTitle } from '../../platform/web/pieces.view.tsx';
import { identifierWords, purposeWords } from '../../window/checks/check-words.rules.ts';
import type { AssistanceShown } from './assistance.schema.ts';
import { AssistanceTag } from './assistance.view.tsx';
import { findingWords } from './assistance-words.rules.ts';

type Steps = ReadonlySet<'answer' | 'return' | 'withdraw' | 'identity'>;
export type OpenedIdentity = { name: string; code: string };
type SheetProps = {
  line: AssistanceShown;
  may: Steps;
  opened: OpenedIdentity | null;
  refusal: Refusal;
};

export const AssistanceView: FC<SheetProps> = ({ line, may, opened, refusal }) => (
  <>
    <ErrorSummary refusal={refusal} />
    <PageTitle title={`协查 ${line.id}`} lead={line.question} />
    <div class="duo">
      <div class="stack">
        <About line={line} />
        {line.answer && <Answer answer={line.answer} line={line} />}
      </div>
      <div class="stack">
        {may.has('identity') && <Identity line={line} opened={opened} refusal={refusal} />}
        {may.has('answer') && <AnswerForm id={line.id} refusal={refusal} />}
        {may.has('return') && <ReturnForm id={line.id} refusal={refusal} />}
        {may.has('withdraw') && (
          <section class="card no-print" aria-labelledby="withdraw">
            <h2 id="withdraw">撤回</h2>
            <p>不再需要核实的，请撤回；被协查单位不必再反馈。</p>
            <ActionButton action={`/desk/assistance/${line.id}/withdraw`} label="撤回协查" look="plain" />
          </section>
        )}
      </div>
    </div>
    <div class="row no-print">
      <a class="button plain" href={`/desk/assistance/${line.id}/print`}>
        打印协查函
      </a>
      <a class="button plain" href="/desk/assistance">
        返回协查
      </a>
    </div>
  </>
);

const About: FC<{ line: AssistanceShown }> = ({ line }) => (
  <section class="card" aria-labelledby="about">
    <h2 id="about">协查请求</h2>
    <Facts
      lines={[
        ['状态', <AssistanceTag line={line} />],
        ['请求单位', line.from.name],
        ['被协查单位', line.to.name],
        ['当事人', line.subject.name],
        [identifierWords[line.subject.type], <span class="code">{line.subject.code}</span>],
        ['证明事项', line.proof && `${line.proof.name}（${line.proof.code}）`],
        ['告知承诺书', line.commitment && <span class="code">{line.commitment}</span>],
        ['核查编号', line.verification && <span class="code">{line.verification}</span>],
        ['提出', <Moment at={line.askedAt} />],
        ['提出人', line.askedBy],
        [
          '最迟反馈',
          `${line.due.on}（${line.due.workingDays} 个工作日${line.due.provisional ? '，暂按周末推算' : ''}）`,
        ],
        ['原因', line.reason],
        ['办结', line.endedAt && <Moment at={line.endedAt} />],
        ['办结人', line.endedBy],
      ]}
    />
  </section>
);

type Answered = NonNullable<AssistanceShown['answer']>;
const Answer: FC<{ answer: Answered; line: AssistanceShown }> = ({ answer, line }) => (
  <section class="card" aria-labelledby="answered">
    <h2 id="answered">协查反馈</h2>
    <Facts
      lines={[
        ['结论', <strong>{findingWords[answer.finding]}</strong>],
        ['核实情况', answer.text],
        ['依据', answer.evidence],
        ['反馈单位', line.to.name],
      ]}
    />
  </section>
);

const Identity: FC<Pick<SheetProps, 'line' | 'opened' | 'refusal'>> = ({ line, opened, refusal }) => (
  <form class="card no-print" method="post" action={`/desk/assistance/${line.id}/identity`}>
    <h2>查看完整身份</h2>
    {opened ? (
      <Facts
        lines={[
          ['姓名或名称', opened.name],
          [identifierWords[line.subject.type], <span class="code">{opened.code}</span>],
        ]}
      />
    ) : (
      <>
        <p class="hint">只在反馈前查看；用途、编号和查看人记入审计记录。</p>
        <SelectField
          name="purpose"
          label="用途"
          options={optionsOf(purposeWords)}
          value="supervision"
          refusal={refusal}
        />
        <TextField name="caseNo" label="本单位办件编号" maxLength={64} refusal={refusal} isCode />
        <button type="submit" class="plain">
          查看
        </button>
      </>
    )}
  </form>
);

const AnswerForm: FC<{ id: string; refusal: Refusal }> = ({ id, refusal }) => (
  <form class="card no-print" method="post" action={`/desk/assistance/${id}/answer`}>
    <h2>反馈</h2>
    <ChoiceField name="finding" label="结论" options={optionsOf(findingWords)} refusal={refusal} />
    <TextArea name="text" label="核实情况" hint="请勿填写个人证件号码" refusal={refusal} />
    <TextArea
      name="evidence"
      label="依据的登记、档案或文书"
      hint="相符或不符的必填"
      refusal={refusal}
      rows={2}
      isOptional
    />
    <button type="submit">提交反馈</button>
  </form>
);

const ReturnForm: FC<{ id: string; refusal: Refusal }> = ({ id, refusal }) => (
  <form class="card no-print" method="post" action={`/desk/assistance/${id}/return`}>
    <h2>不属本单位</h2>
    <TextArea
      name="reason"
      label="退回的原因"
      hint="知道应问哪个单位的，请写明；不计入考核"
      refusal={refusal}
      rows={2}
    />
    <button type="submit" class="plain">
      退回
    </button>
  </form>
);
