import type { FC } from 'hono/jsx';
import { classWords } from '../../law/catalogs/class-from.ts';
import { askedGrounds, plainGround } from '../../law/rulebook/removal-grounds.ts';
import { ChoiceField, TextArea, TextField } from '../../platform/web/form.view.tsx';
import { type FactLine, Moment, Tag } from '../../platform/web/pieces.view.tsx';
import { type BoardProps, CaseBoard, DueTag } from '../cases/case-board.view.tsx';
import { CaseForm, type FormProps } from '../cases/case-form.view.tsx';
import { CaseSheet, type SheetProps } from '../cases/case-sheet.view.tsx';
import { materialNames } from './repair-materials.rules.ts';
import type { RepairLine } from './repair-out.ts';
import { repairStateWords, repairStepWords } from './repair-words.rules.ts';

const path = '/desk/repairs';
const back = '返回信用修复';
const materialOptions = Object.entries(materialNames).map(([value, label]) => ({ value, label }));

// A court's and a market authority's word for one ground differ: the form gives the plain one.
const groundOptions = askedGrounds.map((value) => ({ value, label: plainGround(value) }));

const boardWords = {
  title: '信用修复',
  lead: '谁认定、谁修复。先到期的在前，已超期的最前；准予修复即时生效。',
  path,
  newLabel: '登记修复申请',
  all: '修复案件',
  short: '案件',
};
export const RepairBoardView: FC<BoardProps<RepairLine>> = (props) => (
  <CaseBoard
    {...props}
    words={boardWords}
    columns={[
      ['认定单位', ({ target }) => target.authority],
      ['状态', ({ state }) => <Tag {...repairStateWords[state]} />],
      ['期限', ({ due }) => <DueTag due={due} />],
      ['待确认解除', ({ awaiting }) => (awaiting.length > 0 ? awaiting.join('、') : '—')],
    ]}
  />
);

const formWords = {
  title: '登记修复申请',
  lead: '材料只登记是否收到，不上传。提交后即转认定单位，三个工作日内受理。',
  path,
  submit: '提交认定单位',
  back,
};
export const RepairFormView: FC<FormProps> = (props) => (
  <CaseForm {...props} words={formWords}>
    <TextArea name="reason" label="申请理由" hint="请勿填写个人证件号码" refusal={props.refusal} />
    <ChoiceField
      name="removalGround"
      label="移出事由（针对名单的）"
      options={groundOptions}
      refusal={props.refusal}
      isOptional
    />
    <TextField
      name="correctedOn"
      label="改正日期"
      hint="等待期自改正之日起算的名单须填，如 2026-05-10"
      refusal={props.refusal}
      isOptional
    />
    <ChoiceField
      name="received[]"
      label="已收到的材料"
      options={materialOptions}
      refusal={props.refusal}
      isOptional
    />
  </CaseForm>
);

const sheetWords = {
  lead: '修复案件',
  heading: '案件',
  authority: '认定单位',
  steps: repairStepWords,
  path,
  back,
};
export const RepairView: FC<SheetProps<RepairLine>> = (props) => {
  const { shown: repair, decision } = props;
  const missing = repair.materials.filter(({ received }) => !received);
  const canSupply = decision.options.some(({ value }) => value === 'supply') && missing.length > 0;
  return (
    <CaseSheet
      {...props}
      words={sheetWords}
      state={<Tag {...repairStateWords[repair.state]} />}
      facts={factsOf(repair)}
    >
      {canSupply && (
        <ChoiceField
          name="received[]"
          label="补收的材料"
          options={missing.map(({ code, name }) => ({ value: code, label: name }))}
          refusal={decision.refusal}
          isOptional
        />
      )}
    </CaseSheet>
  );
};

const factsOf = (repair: RepairLine): FactLine[] => [
  ['失信程度', classWords[repair.class]],
  ['适用规定', `${repair.rule.name}（${repair.rule.basis}）`],
  ['最早可申请', repair.possibleFrom],
  ['申请', `${repair.appliedOn}，${repair.appliedBy}${repair.applicant === 'authority' ? '（依职权）' : ''}`],
  ['理由', repair.reason],
  [
    '材料',
    repair.materials.map(({ name, received }) => `${name}（${received ? '已收' : '未收'}）`).join('；'),
  ],
  ['准予修复', repair.grantedAt && <Moment at={repair.grantedAt} />],
  ['待确认解除', repair.awaiting.join('、')],
  ['恢复日期', repair.restoredOn],
  ['救济途径', repair.remedy],
];
