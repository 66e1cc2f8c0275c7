import type { FC } from 'hono/jsx';
import {
  BoardLinks,
  DecisionEnd,
  type DecisionFields,
  DecisionStart,
  DueTag,
  StepTable,
  TargetFields,
} from '../cases/case.view.tsx';
import type { CaseStep } from '../cases/case-step.rules.ts';
import { ErrorSummary, type Option, type Refusal, SelectField, TextArea } from '../platform/form.view.tsx';
import { Facts, NextPage, PageTitle, Table, Tag } from '../platform/pieces.view.tsx';
import type { DisputeLine } from './dispute-out.ts';
import { disputeStateWords, disputeStepWords, effectWords, groundWords } from './dispute-words.rules.ts';

type Names = Readonly<Record<string, string>>;
const optionsOf = (words: Names): Option[] =>
  Object.entries(words).map(([value, label]) => ({ value, label }));

type BoardProps = {
  disputes: readonly DisputeLine[];
  listNames: Names;
  next: string | null;
  isOverdueOnly: boolean;
  mayRaise: boolean;
};

export const DisputeBoardView: FC<BoardProps> = ({ disputes, listNames, next, isOverdueOnly, mayRaise }) => (
  <>
    <PageTitle title="异议处理" lead="异议即时标注并转来源单位。先到期的在前，已超期的最前。" />
    <BoardLinks path="/desk/disputes" isOverdueOnly={isOverdueOnly} newLabel={mayRaise ? '登记异议' : null} />
    <Table
      caption={isOverdueOnly ? '已超期的异议' : '异议'}
      columns={[{ label: '编号', isNumber: true }, '主体', '信息', '来源单位', '理由', '状态', '期限']}
      count={disputes.length}
      empty={isOverdueOnly ? '没有超期的异议。' : '没有异议。'}
    >
      {disputes.map((dispute) => (
        <tr>
          <td class="number">{dispute.id}</td>
          <th scope="row">
            <a href={`/desk/disputes/${dispute.id}`}>{dispute.subject.name}</a>
          </th>
          <td>{listNames[dispute.target.catalog] ?? dispute.target.catalog}</td>
          <td>{dispute.target.authority}</td>
          <td>{groundWords[dispute.ground]}</td>
          <td>
            <Tag {...disputeStateWords[dispute.state]} />
          </td>
          <td>
            <DueTag due={dispute.due} />
          </td>
        </tr>
      ))}
    </Table>
    <NextPage path="/desk/disputes" next={next} />
  </>
);

export const DisputeFormView: FC<{ refusal: Refusal; onceKey: string; identifiers: readonly Option[] }> = (
  props,
) => (
  <>
    <ErrorSummary refusal={props.refusal} />
    <PageTitle title="登记异议" lead="提交后该信息即时标注“异议处理中”，并转来源单位五个工作日内答复。" />
    <form class="card" method="post" action="/desk/disputes">
      <input type="hidden" name="onceKey" value={props.onceKey} />
      <TargetFields refusal={props.refusal} identifiers={props.identifiers} />
      <SelectField name="ground" label="理由" options={optionsOf(groundWords)} refusal={props.refusal} />
      <TextArea
        name="statement"
        label="异议内容"
        hint="请写明事实和依据；请勿填写个人证件号码"
        refusal={props.refusal}
      />
      <button type="submit">提交来源单位</button>
    </form>
    <p>
      <a href="/desk/disputes">返回异议处理</a>
    </p>
  </>
);

type CaseProps = {
  dispute: DisputeLine & { steps: readonly CaseStep[] };
  listNames: Names;
  decision: DecisionFields;
};

export const DisputeView: FC<CaseProps> = ({ dispute, listNames, decision }) => (
  <>
    <ErrorSummary refusal={decision.refusal} />
    <PageTitle title={dispute.subject.name} lead={`异议 ${dispute.id}`} />
    <div class="duo">
      <section class="card" aria-labelledby="about">
        <h2 id="about">异议</h2>
        <Facts
          lines={[
            ['状态', <Tag {...disputeStateWords[dispute.state]} />],
            ['期限', <DueTag due={dispute.due} />],
            ['信息', listNames[dispute.target.catalog] ?? dispute.target.catalog],
            ['文书号', dispute.target.documentNo],
            ['来源单位', dispute.target.authority],
            ['理由', groundWords[dispute.ground]],
            ['异议内容', dispute.statement],
            [
              '提出',
              `${dispute.raisedOn}，${dispute.raisedBy}${dispute.applicant === 'authority' ? '（来源单位）' : ''}`,
            ],
            ['处理结果', dispute.effect && effectWords[dispute.effect]],
            ['补充说明', dispute.note],
          ]}
        />
      </section>
      {decision.options.length > 0 && <Decision decision={decision} />}
    </div>
    <StepTable steps={dispute.steps} words={disputeStepWords} />
    <p class="no-print">
      <a href="/desk/disputes">返回异议处理</a>
    </p>
  </>
);

const Decision: FC<{ decision: DecisionFields }> = ({ decision }) => (
  <form class="card no-print" method="post" action={decision.action}>
    <h2>办理</h2>
    <DecisionStart {...decision} />
    {decision.options.some(({ value }) => value === 'uphold') && (
      <>
        <SelectField
          name="effect"
          label="成立时如何处理"
          options={optionsOf(effectWords)}
          refusal={decision.refusal}
        />
        <TextArea
          name="note"
          label="补充说明"
          hint="以“补充”处理时填写，随该信息一并展示"
          refusal={decision.refusal}
          isOptional
        />
      </>
    )}
    <DecisionEnd {...decision} />
  </form>
);
