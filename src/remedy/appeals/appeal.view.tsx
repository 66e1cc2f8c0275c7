import type { FC } from 'hono/jsx';
import { optionsOf, SelectField, TextField } from '../../platform/web/form.view.tsx';
import { type FactLine, Tag } from '../../platform/web/pieces.view.tsx';
import { type BoardProps, CaseBoard } from '../cases/case-board.view.tsx';
import { type FormProps, PaperForm } from '../cases/case-form.view.tsx';
import { CaseSheet, type SheetProps } from '../cases/case-sheet.view.tsx';
import type { AppealLine } from './appeal-out.ts';
import {
  appealKindWords,
  appealResultWords,
  appealStateWords,
  appealStepWords,
} from './appeal-words.rules.ts';

const path = '/desk/appeals';
const back = '返回复议诉讼';
const boardWords = {
  title: '复议诉讼',
  lead: '针对名单和记录的行政复议、行政诉讼；停止执行的，窗口核查转人工复核，措施中止。新登记的在前。',
  path,
  newLabel: '登记复议或诉讼',
  all: '复议和诉讼',
  short: '复议和诉讼',
};
export const AppealBoardView: FC<BoardProps<AppealLine>> = (props) => (
  <CaseBoard
    {...props}
    words={boardWords}
    columns={[
      ['类别', ({ kind }) => appealKindWords[kind]],
      ['受理机关', ({ authority }) => authority],
      ['案号', ({ caseNo }) => caseNo],
      ['状态', ({ state }) => <Tag {...appealStateWords[state]} />],
    ]}
  />
);

const formWords = {
  title: '登记复议或诉讼',
  lead: '提交后该信息即时标注。复议、诉讼期间原决定不停止执行；有停止执行文书的，填写其文书号。',
  path,
  submit: '登记',
  back,
};
export const AppealFormView: FC<FormProps> = (props) => {
  const { refusal } = props;
  return (
    <PaperForm {...props} words={formWords}>
      <div class="pair">
        <SelectField name="kind" label="类别" options={optionsOf(appealKindWords)} refusal={refusal} />
        <TextField
          name="authority"
          label="受理机关"
          hint="复议机关或人民法院"
          maxLength={200}
          refusal={refusal}
        />
      </div>
      <div class="pair">
        <TextField name="caseNo" label="案号" maxLength={64} refusal={refusal} />
        <TextField name="startedOn" label="受理或立案之日" type="date" refusal={refusal} />
      </div>
      <TextField
        name="documentNo"
        label="受理或应诉通知书文号"
        hint="登记机构代录时必填"
        maxLength={128}
        refusal={refusal}
        isOptional
      />
      <TextField
        name="stayDocumentNo"
        label="停止执行的文书号"
        hint="未停止执行的不填"
        maxLength={128}
        refusal={refusal}
        isOptional
      />
    </PaperForm>
  );
};

const sheetWords = {
  lead: '复议诉讼',
  heading: '复议或诉讼',
  authority: '认定单位',
  steps: appealStepWords,
  path,
  back,
};
export const AppealView: FC<SheetProps<AppealLine>> = (props) => {
  const { shown: appeal, decision } = props;
  return (
    <CaseSheet
      {...props}
      words={sheetWords}
      state={<Tag {...appealStateWords[appeal.state]} />}
      facts={factsOf(appeal)}
    >
      {decision.options.some(({ value }) => value === 'close') && (
        <div class="pair">
          <SelectField
            name="result"
            label="办结时的结果"
            hint="办结以外的办理不看此项；撤销的，名单和记录随即撤销"
            options={optionsOf(appealResultWords)}
            refusal={decision.refusal}
          />
          <TextField
            name="endedOn"
            label="办结之日"
            hint="空为今天"
            type="date"
            refusal={decision.refusal}
            isOptional
          />
        </div>
      )}
    </CaseSheet>
  );
};

const factsOf = (appeal: AppealLine): FactLine[] => [
  ['类别', appealKindWords[appeal.kind]],
  ['受理机关', appeal.authority],
  ['案号', appeal.caseNo],
  ['受理或立案', `${appeal.startedOn}${appeal.documentNo ? `，${appeal.documentNo}` : ''}`],
  ['登记单位', appeal.enteredBy],
  ['停止执行', appeal.stayedOn && `${appeal.stayedOn}，${appeal.stayDocumentNo}`],
  ['办结', appeal.endedOn && `${appeal.endedOn}，${appeal.endDocumentNo}`],
];
