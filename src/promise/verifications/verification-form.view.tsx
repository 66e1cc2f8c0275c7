import type { Child, FC } from 'hono/jsx';
import {
  ActionButton,
  ChoiceField,
  optionsOf,
  type Refusal,
  SelectField,
  TextArea,
  TextField,
} from '../../platform/web/form.view.tsx';
import { outcomeNames, outcomes, type VerificationEvent } from './verification.rules.ts';
import type { VerificationShown } from './verification.schema.ts';
import { eventWords, methodWords, outcomeWords } from './verification-words.rules.ts';

type Props = {
  verification: VerificationShown;
  may: ReadonlySet<VerificationEvent>;
  refusal: Refusal;
};
const FREE = '请勿填写个人证件号码';

/** The forms of the steps that are open now. */
export const VerificationForms: FC<Props> = ({ verification: { no }, may, refusal }) => {
  const answers = answerNames.filter((event) => may.has(event));
  const decisions = outcomeNames.filter((outcome) => may.has(outcomes[outcome]));
  return (
    <>
      {may.has('start') && (
        <section class="card no-print" aria-labelledby="start">
          <h2 id="start">开始核查</h2>
          <ActionButton action={`/desk/verifications/${no}/start`} label="开始核查" />
        </section>
      )}
      {may.has('find-true') && <Finding no={no} refusal={refusal} />}
      {may.has('rectify') && <Rectifying no={no} refusal={refusal} />}
      {decisions.length > 0 && <Deciding no={no} decisions={decisions} refusal={refusal} />}
      {may.has('reopen') && (
        <Step no={no} step="reopen" title="撤回核查结论" button="撤回，重新核查">
          <TextArea name="reason" label="撤回的原因" hint={FREE} refusal={refusal} rows={2} />
        </Step>
      )}
      {answers.length > 0 && <Answer no={no} answers={answers} refusal={refusal} />}
    </>
  );
};

const Step: FC<{ no: string; step: string; title: string; button: string; children?: Child }> = (props) => (
  <form class="card no-print" method="post" action={`/desk/verifications/${props.no}/${props.step}`}>
    <h2>{props.title}</h2>
    {props.children}
    <button type="submit">{props.button}</button>
  </form>
);

const Finding: FC<{ no: string; refusal: Refusal }> = ({ no, refusal }) => (
  <Step no={no} step="finding" title="登记核查结论" button="登记结论">
    <SelectField name="method" label="核查方式" options={optionsOf(methodWords)} refusal={refusal} />
    <ChoiceField
      name="isTrue"
      label="结论"
      hint="不实的只是拟处理意见，不改变信用记录"
      options={optionsOf({ true: '承诺属实', false: '承诺不实' })}
      refusal={refusal}
    />
    <TextArea name="note" label="核查情况" hint={FREE} refusal={refusal} />
    <TextField name="assistanceNo" label="协查编号" hint="部门协查时填写" isOptional refusal={refusal} />
    <TextField name="site" label="现场地点" hint="现场核查时填写" isOptional refusal={refusal} />
    <TextField
      name="visitedAt"
      label="现场时间"
      hint="现场核查时填写，例如 2026-11-24 10:00"
      isOptional
      refusal={refusal}
    />
  </Step>
);

const Rectifying: FC<{ no: string; refusal: Refusal }> = ({ no, refusal }) => (
  <Step no={no} step="rectification" title="责令限期整改" button="责令整改">
    <TextField name="by" label="整改期限" type="date" refusal={refusal} />
    <TextArea name="demand" label="整改要求" hint={FREE} refusal={refusal} rows={2} />
  </Step>
);

type DecidingProps = { no: string; decisions: readonly (keyof typeof outcomeWords)[]; refusal: Refusal };
const Deciding: FC<DecidingProps> = ({ no, decisions, refusal }) => (
  <Step no={no} step="decision" title="登记决定" button="登记决定">
    <p>终止办理、撤销行政决定的，随即记入虚假承诺信息；信用修复前不再适用告知承诺。</p>
    <ChoiceField
      name="outcome"
      label="决定"
      options={decisions.map((value) => ({ value, label: outcomeWords[value] }))}
      refusal={refusal}
    />
    <TextField name="documentNo" label="决定文号" refusal={refusal} />
    <TextField name="decidedOn" label="决定日期" type="date" isOptional refusal={refusal} />
    <TextArea name="breach" label="认定的事实" hint={FREE} refusal={refusal} />
  </Step>
);

/** The promisor objects, and the authority answers or takes its decision back. */
export const answerNames = ['object', 'reject', 'uphold', 'withdraw'] as const;
type AnswerProps = { no: string; answers: readonly (typeof answerNames)[number][]; refusal: Refusal };
const Answer: FC<AnswerProps> = ({ no, answers, refusal }) => (
  <Step no={no} step="answer" title="异议与撤销" button="登记">
    <ChoiceField
      name="answer"
      label="办理"
      hint="异议成立或者自行撤销的，虚假承诺信息随之整体撤回"
      options={answers.map((value) => ({ value, label: eventWords[value] }))}
      refusal={refusal}
    />
    <TextField name="documentNo" label="文号" hint="答复、撤销时填写" isOptional refusal={refusal} />
    <TextArea name="reason" label="理由" hint={FREE} refusal={refusal} rows={2} />
  </Step>
);
