import type { FC } from 'hono/jsx';
import { ChoiceField, type Option, type Refusal, TextArea, TextField } from '../platform/form.view.tsx';
import { Moment, Table, Tag } from '../platform/pieces.view.tsx';
import type { CaseStep } from './case-step.rules.ts';

export type DueShown = { on: string; workingDays: number; provisional: boolean; overdue: boolean } | null;

export const DueTag: FC<{ due: DueShown }> = ({ due }) => {
  if (!due) return <span>—</span>;
  if (due.overdue) return <Tag tone="bad" word={`已超期，应于 ${due.on} 办结`} />;
  return due.provisional ? (
    <Tag tone="calm" word={`${due.on}（暂定，待公布放假安排）`} />
  ) : (
    <span class="number">{due.on}</span>
  );
};

// What is overdue stands first by itself: the board is in the order of the days due.
export const BoardLinks: FC<{ path: string; isOverdueOnly: boolean; newLabel: string | null }> = (props) => (
  <div class="row no-print">
    {props.newLabel && (
      <a class="button" href={`${props.path}/new`}>
        {props.newLabel}
      </a>
    )}
    {props.isOverdueOnly ? (
      <a class="button plain" href={props.path}>
        查看全部
      </a>
    ) : (
      <a class="button plain" href={`${props.path}?overdue=true`}>
        只看已超期
      </a>
    )}
  </div>
);

export const StepTable: FC<{ steps: readonly CaseStep[]; words: Readonly<Record<string, string>> }> = ({
  steps,
  words,
}) => (
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
  needsDocument: boolean;
};

export const DecisionStart: FC<DecisionFields> = ({ options, refusal, onceKey }) => (
  <>
    <input type="hidden" name="onceKey" value={onceKey} />
    <ChoiceField name="step" label="办理" options={options} refusal={refusal} />
  </>
);

export const DecisionEnd: FC<DecisionFields> = ({ refusal, needsDocument }) => (
  <>
    <TextArea
      name="reason"
      label="理由"
      hint="不予受理、不予修复、延期、异议处理和撤销修复必须填写；请勿填写个人证件号码"
      refusal={refusal}
      isOptional
    />
    <TextField
      name="documentNo"
      label="决定文书号"
      hint={needsDocument ? '登记机构代录认定单位的决定时必填' : undefined}
      maxLength={128}
      refusal={refusal}
      isOptional
    />
    <button type="submit">提交</button>
  </>
);

export const TargetFields: FC<{ refusal: Refusal; identifiers: readonly Option[] }> = ({
  refusal,
  identifiers,
}) => (
  <>
    <ChoiceField
      name="targetKind"
      label="针对"
      options={[
        { value: 'listing', label: '名单' },
        { value: 'record', label: '记录' },
      ]}
      value="listing"
      refusal={refusal}
    />
    <TextField name="target" label="编号" hint="信用档案中该名单或记录的编号" refusal={refusal} isCode />
    <div class="pair">
      <SubjectType refusal={refusal} identifiers={identifiers} />
      <TextField
        name="subject.code"
        label="申请人证件号码"
        hint="认定单位自行提出的不填"
        refusal={refusal}
        isCode
        isOptional
      />
    </div>
    <TextField name="caseNo" label="办件编号" maxLength={64} refusal={refusal} isOptional />
  </>
);

const SubjectType: FC<{ refusal: Refusal; identifiers: readonly Option[] }> = ({ refusal, identifiers }) => (
  <div class="field">
    <label for="subject.type">申请人证件类型</label>
    <select id="subject.type" name="subject.type">
      {identifiers.map(({ value, label }) => (
        <option value={value} selected={value === refusal.typed['subject.type']}>
          {label}
        </option>
      ))}
    </select>
  </div>
);
