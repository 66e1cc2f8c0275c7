import type { FC } from 'hono/jsx';
import { optionsOf, type Refusal, SelectField, TextArea } from '../../platform/web/form.view.tsx';
import { type FactLine, Tag } from '../../platform/web/pieces.view.tsx';
import { type BoardProps, CaseBoard, DueTag } from '../cases/case-board.view.tsx';
import { CaseForm, type FormProps } from '../cases/case-form.view.tsx';
import { CaseSheet, type SheetProps } from '../cases/case-sheet.view.tsx';
import type { DisputeLine } from './dispute-out.ts';
import {
  disputeEffectWords,
  disputeGroundWords,
  disputeStateWords,
  disputeStepWords,
} from './dispute-words.rules.ts';

const path = '/desk/disputes';
const back = '返回异议处理';
const boardWords = {
  title: '异议处理',
  lead: '异议即时标注并转来源单位。先到期的在前，已超期的最前。',
  path,
  newLabel: '登记异议',
  all: '异议',
  short: '异议',
};
export const DisputeBoardView: FC<BoardProps<DisputeLine>> = (props) => (
  <CaseBoard
    {...props}
    words={boardWords}
    columns={[
      ['来源单位', ({ target }) => target.authority],
      ['理由', ({ ground }) => disputeGroundWords[ground]],
      ['状态', ({ state }) => <Tag {...disputeStateWords[state]} />],
      ['期限', ({ due }) => <DueTag due={due} />],
    ]}
  />
);

const formWords = {
  title: '登记异议',
  lead: '提交后该信息即时标注“异议处理中”，并转来源单位五个工作日内答复。',
  path,
  submit: '提交来源单位',
  back,
};
export const DisputeFormView: FC<FormProps> = (props) => (
  <CaseForm {...props} words={formWords}>
    <SelectField name="ground" label="理由" options={optionsOf(disputeGroundWords)} refusal={props.refusal} />
    <TextArea
      name="statement"
      label="异议内容"
      hint="请写明事实和依据；请勿填写个人证件号码"
      refusal={props.refusal}
    />
  </CaseForm>
);

const sheetWords = {
  lead: '异议',
  heading: '异议',
  authority: '来源单位',
  steps: disputeStepWords,
  path,
  back,
};
export const DisputeView: FC<SheetProps<DisputeLine>> = (props) => {
  const { shown: dispute, decision } = props;
  return (
    <CaseSheet
      {...props}
      words={sheetWords}
      state={<Tag {...disputeStateWords[dispute.state]} />}
      facts={factsOf(dispute)}
    >
      {decision.options.some(({ value }) => value === 'uphold') && <Upholding refusal={decision.refusal} />}
    </CaseSheet>
  );
};

const factsOf = (dispute: DisputeLine): FactLine[] => [
  ['理由', disputeGroundWords[dispute.ground]],
  ['异议内容', dispute.statement],
  [
    '提出',
    `${dispute.raisedOn}，${dispute.raisedBy}${dispute.applicant === 'authority' ? '（来源单位）' : ''}`,
  ],
  ['处理结果', dispute.effect && disputeEffectWords[dispute.effect]],
  ['补充说明', dispute.note],
];

const Upholding: FC<{ refusal: Refusal }> = ({ refusal }) => (
  <>
    <SelectField
      name="effect"
      label="成立时如何处理"
      options={optionsOf(disputeEffectWords)}
      refusal={refusal}
    />
    <TextArea
      name="note"
      label="补充说明"
      hint="以“补充”处理时填写，随该信息一并展示"
      refusal={refusal}
      isOptional
    />
  </>
);
