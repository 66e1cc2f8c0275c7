import type { FC } from 'hono/jsx';
import {
  ChoiceField,
  ErrorSummary,
  type Option,
  type Refusal,
  TextArea,
  TextField,
} from '../../platform/web/form.view.tsx';
import { PageTitle } from '../../platform/web/pieces.view.tsx';
import { askedTopicWords, categoryWords, noticeSubjectWords } from '../inbox/notice-words.rules.ts';
import { PreviewPanel, type PreviewShown } from './preview.view.tsx';
import { ChannelFields } from './subscription-channel.view.tsx';

type FormProps = {
  refusal: Refusal;
  onceKey: string;
  lists: readonly Option[];
  measures: readonly Option[];
  mayRecordBasis: boolean;
  listNames: Readonly<Record<string, string>>;
  preview: PreviewShown | null;
};

const crons: readonly Option[] = [
  { value: '30 8 * * *', label: '每天 8:30（勾选“仅在工作日”即工作日 8:30，含调休上班日）' },
  { value: '30 8,14 * * *', label: '每天 8:30 和 14:30' },
  { value: '0 17 * * *', label: '每天 17:00' },
  { value: '30 8 * * 1', label: '每周一 8:30' },
  { value: '30 8 1 * *', label: '每月 1 日 8:30' },
];

export const SubscriptionFormView: FC<FormProps> = (props) => (
  <>
    <ErrorSummary refusal={props.refusal} />
    <PageTitle title="新建订阅" lead="订阅建立后先补送当前在列的名单，此后逐条推送变动。" />
    {props.preview && <PreviewPanel preview={props.preview} listNames={props.listNames} />}
    <form class="card" method="post" action="/desk/subscriptions">
      <input type="hidden" name="onceKey" value={props.onceKey} />
      <TextField
        name="name"
        label="订阅名称"
        hint="例如：严重失信名单"
        maxLength={100}
        refusal={props.refusal}
        isFirst
      />
      <Scope {...props} />
      <Timing refusal={props.refusal} />
      <ChannelFields refusal={props.refusal} mayGiveFolders={props.mayRecordBasis} />
      {props.mayRecordBasis && <OnBehalf refusal={props.refusal} />}
      <div class="row">
        <button type="submit">建立订阅</button>
        <button type="submit" class="plain" formaction="/desk/subscriptions/preview" formnovalidate>
          预览最近 30 天
        </button>
      </div>
      <p class="hint">预览只按以上范围和时间估算会收到多少通知，不建立订阅。</p>
    </form>
  </>
);

const Topics: FC<{ refusal: Refusal }> = ({ refusal }) => (
  <ChoiceField
    name="filter.topics[]"
    label="内容"
    hint="不选即名单变动；检查点供留存，证明登记系统的审计记录没有被改动，不含个人信息"
    options={Object.entries(askedTopicWords).map(([value, label]) => ({ value, label }))}
    refusal={refusal}
    isOptional
  />
);

const Scope: FC<FormProps> = ({ refusal, lists, measures }) => (
  <>
    <h2>订阅范围</h2>
    <Topics refusal={refusal} />
    <ChoiceField
      name="filter.lists[]"
      label="名单"
      hint="不选表示全部名单"
      options={lists}
      refusal={refusal}
      isOptional
    />
    <ChoiceField
      name="filter.categories[]"
      label="名单类别"
      hint="不选表示全部；与名单同时选择时须同时符合"
      options={Object.entries(categoryWords).map(([value, label]) => ({ value, label }))}
      refusal={refusal}
      isOptional
    />
    <ChoiceField
      name="filter.subjectKinds[]"
      label="主体类型"
      hint="不选表示全部；自然人仅推送给承担该名单惩戒措施的单位，且证件号码遮盖"
      options={Object.entries(noticeSubjectWords).map(([value, label]) => ({ value, label }))}
      refusal={refusal}
      isOptional
    />
    <TextField
      name="filter.regions[]"
      label="行政区划"
      hint="六位代码，多个用逗号分隔，例如 440300,440305"
      refusal={refusal}
      isOptional
    />
    {measures.length > 0 && (
      <details>
        <summary>按惩戒或激励措施筛选</summary>
        <ChoiceField
          name="filter.measures[]"
          label="措施"
          hint="只接收要求本单位执行这些措施的名单"
          options={measures}
          refusal={refusal}
          isOptional
        />
      </details>
    )}
  </>
);

const Timing: FC<{ refusal: Refusal }> = ({ refusal }) => (
  <>
    <h2>推送时间</h2>
    <ChoiceField
      name="schedule.kind"
      label="何时推送"
      value="at-once"
      options={[
        { value: 'at-once', label: '名单变动后立即推送' },
        { value: 'cron', label: '按固定时间汇总推送' },
      ]}
      refusal={refusal}
    />
    <TextField
      name="schedule.cron"
      label="汇总时间"
      hint="选择汇总推送时填写：五段式定时表达式，北京时间，可从提示中选择"
      suggestions={crons}
      refusal={refusal}
      isCode
      isOptional
    />
    <ChoiceField
      name="schedule.workingDaysOnly[]"
      label="工作日"
      options={[{ value: 'on', label: '仅在工作日推送' }]}
      refusal={refusal}
      isOptional
    />
    <TextField
      name="schedule.digestSize"
      label="每次汇总最多条数"
      hint="1 至 500，超出的分成多次；不填为 200"
      refusal={refusal}
      isOptional
    />
    <QuietFields refusal={refusal} />
  </>
);

const QuietFields: FC<{ refusal: Refusal }> = ({ refusal }) => (
  <div class="pair">
    <TextField
      name="schedule.quietHours.from"
      label="免打扰开始"
      hint="24 小时制，例如 22:00；解除通知不受免打扰限制"
      refusal={refusal}
      isOptional
    />
    <TextField
      name="schedule.quietHours.to"
      label="免打扰结束"
      hint="例如 07:00，可跨零点"
      refusal={refusal}
      isOptional
    />
  </div>
);

const OnBehalf: FC<{ refusal: Refusal }> = ({ refusal }) => (
  <>
    <h2>登记机构填写</h2>
    <TextField name="agency" label="代其订阅的单位代码" refusal={refusal} isOptional isCode />
    <TextArea
      name="identityBasis"
      label="推送完整身份的法律依据"
      hint="仅当法律法规明确授权该单位处理完整证件号码时填写，写明法律名称与条款"
      refusal={refusal}
      isOptional
    />
  </>
);
