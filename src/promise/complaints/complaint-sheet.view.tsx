import type { FC } from 'hono/jsx';
import {
  ErrorSummary,
  type Option,
  type Refusal,
  SelectField,
  TextArea,
  TextField,
} from '../../platform/web/form.view.tsx';
import { Facts, Moment, PageTitle, Table, Tag } from '../../platform/web/pieces.view.tsx';
import { DueTag } from '../../remedy/cases/case-board.view.tsx';
import { type ComplaintEvent, isLetter } from './complaint.rules.ts';
import type { ComplaintShown } from './complaint.schema.ts';
import {
  complaintKindWords,
  complaintStateWords,
  complaintStepWords,
  complaintWayWords,
  DISCIPLINE,
  letterWords,
} from './complaint-words.rules.ts';

type Shown = { complaint: ComplaintShown };
type SheetProps = Shown & { may: readonly ComplaintEvent[]; agencies: readonly Option[]; refusal: Refusal };

export const ComplaintView: FC<SheetProps> = ({ complaint, may, agencies, refusal }) => (
  <>
    <ErrorSummary refusal={refusal} />
    <PageTitle title={`投诉 ${complaint.no}`} />
    <div class="duo wide-right">
      <div class="stack">
        <About complaint={complaint} />
        {may.length > 0 && <StepForm complaint={complaint} may={may} agencies={agencies} refusal={refusal} />}
      </div>
      <div class="stack">
        <Said said={complaint.said} />
        <Steps complaint={complaint} />
      </div>
    </div>
    <p class="no-print">
      <a class="button plain" href="/desk/complaints">
        返回投诉举报
      </a>
    </p>
  </>
);

const About: FC<Shown> = ({ complaint }) => {
  const { word, tone } = complaintStateWords[complaint.state];
  return (
    <section class="card" aria-labelledby="about">
      <h2 id="about">办理情况</h2>
      <Facts
        lines={[
          ['状态', <Tag tone={tone} word={word} />],
          ['反映的问题', complaintKindWords[complaint.kind]],
          ['来源', complaintWayWords[complaint.way]],
          ['收到时间', <Moment at={complaint.receivedAt} />],
          ['交办单位', complaint.agency],
          ['收件机关', complaint.handedTo],
          ['最迟日期', complaint.due && <DueTag due={complaint.due} />],
        ]}
      />
    </section>
  );
};

const Said: FC<Pick<ComplaintShown, 'said'>> = ({ said }) =>
  said && (
    <section class="card" aria-labelledby="said">
      <h2 id="said">投诉内容</h2>
      <Facts
        lines={[
          ['标题', said.subject],
          ['被投诉的单位', said.unit],
          ['联系方式', said.contact ?? '匿名'],
        ]}
      />
      <p class="excerpt">{said.text}</p>
    </section>
  );

const Steps: FC<Shown> = ({ complaint: { no, steps } }) => (
  <Table caption="经过" columns={['步骤', '内容', '经办', '时间', '文书']} count={steps.length} empty="">
    {steps.map(({ place, step, note, late, agency, by, at }) => (
      <tr>
        <th scope="row">
          {complaintStepWords[step]}
          {late && <Tag tone="bad" word="逾期" />}
        </th>
        <td>{note ?? '—'}</td>
        <td>{agency && agency !== by ? `${agency} ${by}` : by}</td>
        <td>
          <Moment at={at} />
        </td>
        <td>
          {isLetter(step) && note !== null ? (
            <a href={`/desk/complaints/${no}/letters/${place}`}>{letterWords[step]}</a>
          ) : (
            '—'
          )}
        </td>
      </tr>
    ))}
  </Table>
);

const TO_NOBODY = '请勿填写个人证件号码';
const hints: Readonly<Partial<Record<ComplaintEvent, string>>> = {
  ask: `单位看不到投诉原文：请只写要它说明的事项，勿写可以识别投诉人的内容；${TO_NOBODY}`,
  order: `通报和整改要求，被投诉单位可见；${TO_NOBODY}`,
};

// One form for what may be done now: what was typed is not lost when another step is chosen.
const StepForm: FC<SheetProps> = ({ complaint: { no }, may, agencies, refusal }) => (
  <form class="card no-print" method="post" action={`/desk/complaints/${no}/steps`}>
    <h2>办理</h2>
    {may.length === 1 ? (
      <input type="hidden" name="event" value={may[0]} />
    ) : (
      <SelectField
        name="event"
        label="办理步骤"
        blank="请选择"
        options={may.map((value) => ({ value, label: complaintStepWords[value] }))}
        refusal={refusal}
      />
    )}
    {may.includes('ask') && (
      <SelectField
        name="agency"
        label="被投诉单位"
        hint="交办时必选"
        blank="请选择"
        options={agencies}
        refusal={refusal}
        isOptional
      />
    )}
    {(may.includes('forward') || may.includes('transfer')) && (
      <TextField
        name="to"
        label="收件机关"
        hint={may.includes('transfer') ? `转办时填写；不填为${DISCIPLINE}` : '转送时必填'}
        maxLength={100}
        refusal={refusal}
        isOptional
      />
    )}
    {may.includes('order') && (
      <TextField name="by" label="整改期限" type="date" hint="责令整改时必填" refusal={refusal} isOptional />
    )}
    <TextArea
      name="note"
      label={may.length === 1 && may[0] ? complaintStepWords[may[0]] : '说明'}
      hint={may.map((event) => hints[event]).find(Boolean) ?? TO_NOBODY}
      rows={5}
      refusal={refusal}
    />
    <button type="submit">提交</button>
  </form>
);
