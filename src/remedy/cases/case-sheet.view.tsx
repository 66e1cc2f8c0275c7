import type { Child, FC, PropsWithChildren } from 'hono/jsx';
import {
  ChoiceField,
  ErrorSummary,
  type Option,
  type Refusal,
  TextArea,
  TextField,
} from '../../platform/web/form.view.tsx';
import { type FactLine, Facts, Moment, PageTitle, Table } from '../../platform/web/pieces.view.tsx';
import { type CaseLine, DueTag, type ListNamesByCode } from './case-board.view.tsx';
import type { CaseStep } from './case-step.rules.ts';

const StepTable: FC<{ steps: readonly CaseStep[]; words: ListNamesByCode }> = ({ steps, words }) => (
  <Table
    caption="办理经过"
    columns={['时间', '办理', '单位', '经办', '说明', '文书号']}
    count={steps.length}
    empty=""
  >
    {steps.map((step) => (
      <tr>
        <td>
          <Moment at={step.at} />
        </td>
        <th scope="row">{words[step.step] ?? step.step}</th>
        <td>{step.agency}</td>
        <td>{step.by}</td>
        <td>{step.reason ?? '—'}</td>
        <td>{step.documentNo ?? '—'}</td>
      </tr>
    ))}
  </Table>
);

export type DecisionFields = {
  action: string;
  options: readonly Option[];
  refusal: Refusal;
  onceKey: string;
  // The document must be named: by the registrar always, by the authority where the hints say so.
  needsDocument: boolean;
  hints?: { reason: string; document: string };
};

const Decision: FC<PropsWithChildren<DecisionFields>> = ({ children, ...decision }) => (
  <form class="card no-print" method="post" action={decision.action}>
    <h2>办理</h2>
    <input type="hidden" name="onceKey" value={decision.onceKey} />
    <ChoiceField name="step" label="办理" options={decision.options} refusal={decision.refusal} />
    {children}
    <DecisionEnd {...decision} />
  </form>
);

const usualHints = {
  reason: '不予受理、不予修复、延期、异议处理和撤销修复必须填写；请勿填写个人证件号码',
  document: '登记机构代录认定单位的决定时必填',
};

const DecisionEnd: FC<Pick<DecisionFields, 'refusal' | 'needsDocument' | 'hints'>> = (props) => (
  <>
    <TextArea
      name="reason"
      label="理由"
      hint={(props.hints ?? usualHints).reason}
      refusal={props.refusal}
      isOptional
    />
    <TextField
      name="documentNo"
      label="决定文书号"
      hint={props.needsDocument ? (props.hints ?? usualHints).document : undefined}
      maxLength={128}
      refusal={props.refusal}
      isOptional={props.hints === undefined}
    />
    <button type="submit">提交</button>
  </>
);

export type SheetProps<Line> = {
  shown: Line & { steps: readonly CaseStep[] };
  listNames: ListNamesByCode;
  decision: DecisionFields;
};
type SheetWords = {
  lead: string;
  heading: string;
  authority: string;
  steps: ListNamesByCode;
  path: string;
  back: string;
};

// One case: its target, the steps that are open now, and its history. Children are questions of the decision
// form.
export const CaseSheet: FC<
  PropsWithChildren<SheetProps<CaseLine> & { words: SheetWords; state: Child; facts: readonly FactLine[] }>
> = ({ shown, listNames, decision, words, state, facts, children }) => (
  <>
    <ErrorSummary refusal={decision.refusal} />
    <PageTitle title={shown.subject.name} lead={`${words.lead} ${shown.id}`} />
    <div class="duo">
      <section class="card" aria-labelledby="about">
        <h2 id="about">{words.heading}</h2>
        <Facts
          lines={[
            ['状态', state],
            ...(shown.due === undefined ? [] : [['期限', <DueTag due={shown.due} />] satisfies FactLine]),
            ['信息', listNames[shown.target.catalog] ?? shown.target.catalog],
            ['文书号', shown.target.documentNo],
            [words.authority, shown.target.authority],
            ...facts,
          ]}
        />
      </section>
      {decision.options.length > 0 && <Decision {...decision}>{children}</Decision>}
    </div>
    <StepTable steps={shown.steps} words={words.steps} />
    <p class="no-print">
      <a href={words.path}>{words.back}</a>
    </p>
  </>
);
