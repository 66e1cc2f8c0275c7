import type { FC, PropsWithChildren } from 'hono/jsx';
import { ChoiceField, ErrorSummary, type Refusal, TextField } from '../../platform/web/form.view.tsx';
import { PageTitle } from '../../platform/web/pieces.view.tsx';
import { identifierOptions } from './case-form.rules.ts';

export type FormProps = { refusal: Refusal; onceKey: string };
type FormWords = { title: string; lead: string; path: string; submit: string; back: string };

// The form that opens a case: its target, then the questions of its kind.
const CasePage: FC<PropsWithChildren<FormProps & { words: FormWords }>> = (props) => (
  <>
    <ErrorSummary refusal={props.refusal} />
    <PageTitle title={props.words.title} lead={props.words.lead} />
    <form class="card" method="post" action={props.words.path}>
      <input type="hidden" name="onceKey" value={props.onceKey} />
      {props.children}
      <button type="submit">{props.words.submit}</button>
    </form>
    <p>
      <a href={props.words.path}>{props.words.back}</a>
    </p>
  </>
);

// A repair or a dispute is brought in for an applicant.
export const CaseForm: FC<PropsWithChildren<FormProps & { words: FormWords }>> = ({ children, ...props }) => (
  <CasePage {...props}>
    <TargetFields refusal={props.refusal} />
    <ApplicantFields refusal={props.refusal} />
    {children}
  </CasePage>
);

// An appeal is entered by its papers.
export const PaperForm: FC<PropsWithChildren<FormProps & { words: FormWords }>> = ({
  children,
  ...props
}) => (
  <CasePage {...props}>
    <TargetFields refusal={props.refusal} />
    {children}
  </CasePage>
);

const TargetFields: FC<{ refusal: Refusal }> = ({ refusal }) => (
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
  </>
);

const ApplicantFields: FC<{ refusal: Refusal }> = ({ refusal }) => (
  <>
    <div class="pair">
      <SubjectType refusal={refusal} />
      <TextField
        name="subject.code"
        label="申请人证件号码"
        hint="认定单位自行提出的不填"
        refusal={refusal}
        isCode
        isOptional
      />
    </div>
    <TextField
      name="subject.country"
      label="护照签发国（地区）"
      hint="仅护照填写，如 美国 或 USA"
      maxLength={60}
      refusal={refusal}
      isOptional
    />
    <TextField name="caseNo" label="办件编号" maxLength={64} refusal={refusal} isOptional />
  </>
);

const SubjectType: FC<{ refusal: Refusal }> = ({ refusal }) => (
  <div class="field">
    <label for="subject.type">申请人证件类型</label>
    <select id="subject.type" name="subject.type">
      {identifierOptions.map(({ value, label }) => (
        <option value={value} selected={value === refusal.typed['subject.type']}>
          {label}
        </option>
      ))}
    </select>
  </div>
);
