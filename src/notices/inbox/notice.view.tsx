import type { FC } from 'hono/jsx';
import {
  ActionButton,
  ChoiceField,
  ErrorSummary,
  type Refusal,
  SelectField,
  TextArea,
  TextField,
} from '../../platform/web/form.view.tsx';
import { Facts, Moment, PageTitle, Tag } from '../../platform/web/pieces.view.tsx';
import type { NamesByCode } from './catalog-names.ts';
import { noticeSubjectWords, resultWords, topicWords } from './notice-words.rules.ts';

type Given = { measure: string; result: string; at: string; corrected: boolean };
export type NoticeLine = {
  id: string;
  seq: number;
  type: string;
  list: string;
  subjectKind: string;
  subjectName: string;
  needsReceipt: boolean;
  supersededBy: string | null;
  readAt: string | null;
  receivedAt: string | null;
  signedAt: string | null;
  createdAt: string;
  feedback: readonly Given[];
};
type Measure = { code: string; title: string; content: string; basis: string };
export type NoticeShown = NoticeLine & {
  uscc?: string | null;
  otherCode?: string | null;
  maskedCode?: string | null;
  authority?: string | null;
  documentNo?: string | null;
  note?: string | undefined;
  place?: string | undefined;
  reason?: string | null;
  listedOn?: string | null;
  dueOn?: string | null;
  endedOn?: string | null;
  signedBy: string | null;
  measures: readonly Measure[];
  suspends: boolean;
};

export const SignedTag: FC<{ notice: NoticeLine }> = ({ notice }) => {
  if (notice.supersededBy) return <Tag tone="calm" word="已被新通知替代" />;
  if (notice.signedAt) return <Tag tone="good" word="已签收" />;
  if (notice.needsReceipt) return <Tag tone="bad" word="须签收" />;
  if (notice.receivedAt) return <Tag tone="calm" word="系统已接收，未签收" />;
  return <Tag tone="warn" word="待签收" />;
};

type NoticeProps = {
  notice: NoticeShown;
  listNames: NamesByCode;
  refusal: Refusal;
  may: { sign: boolean; feedback: boolean };
};

export const NoticeView: FC<NoticeProps> = (props) => {
  const { notice, refusal, may } = props;
  return (
    <>
      <ErrorSummary refusal={refusal} />
      <PageTitle title={notice.subjectName} lead={topicWords[notice.type] ?? notice.type} />
      <Content {...props} />
      {may.sign && !notice.signedAt && !notice.supersededBy && (
        <div class="notice warn no-print">
          <p>请核对内容后签收。</p>
          <ActionButton action={`/desk/notices/${notice.id}/receipt`} label="签收" />
        </div>
      )}
      {may.feedback && notice.measures.length > 0 && <FeedbackForm notice={notice} refusal={refusal} />}
      <p class="no-print">
        <a href="/desk/notices">返回通知</a>
      </p>
    </>
  );
};

const Content: FC<NoticeProps> = (props) => {
  const { note, place } = props.notice;
  if (note !== undefined) return <CheckpointNote notice={props.notice} note={note} />;
  if (place !== undefined) return <OfficeNote notice={props.notice} place={place} />;
  return (
    <div class="duo">
      <About {...props} />
      <Measures notice={props.notice} />
    </div>
  );
};

const OfficeNote: FC<{ notice: NoticeShown; place: string }> = ({ notice, place }) => (
  <section class="card" aria-labelledby="office">
    <h2 id="office">通知内容</h2>
    <p>{notice.reason}</p>
    <p class="no-print">
      <a class="button" href={`/desk${place}`}>
        查看并办理
      </a>
    </p>
    <ReceiptFacts notice={notice} />
  </section>
);

const ReceiptFacts: FC<{ notice: NoticeShown }> = ({ notice }) => (
  <Facts
    lines={[
      ['通知序号', String(notice.seq)],
      ['系统接收', notice.receivedAt ? <Moment at={notice.receivedAt} /> : '尚未接收'],
      ['签收', <SignedTag notice={notice} />],
      ['签收人', notice.signedBy],
      ['签收时间', notice.signedAt && <Moment at={notice.signedAt} />],
    ]}
  />
);

const kindWord = (kind: string) =>
  Object.entries(noticeSubjectWords).find(([code]) => code === kind)?.[1] ?? kind;

const About: FC<NoticeProps> = ({ notice, listNames }) => (
  <section class="card" aria-labelledby="about">
    <h2 id="about">通知内容</h2>
    <Facts
      lines={[
        ['通知序号', String(notice.seq)],
        ['主体类型', kindWord(notice.subjectKind)],
        [
          '代码或证件号码',
          <span class="code">{notice.uscc ?? notice.otherCode ?? notice.maskedCode ?? '—'}</span>,
        ],
        ['名单', listNames[notice.list] ?? notice.list],
        ['认定单位', notice.authority],
        ['文书号', notice.documentNo],
        ['事由', notice.reason],
        ['列入日期', notice.listedOn],
        ['期满日期', notice.dueOn],
        ['移出日期', notice.endedOn],
        ['系统接收', notice.receivedAt ? <Moment at={notice.receivedAt} /> : '尚未接收'],
        ['签收', <SignedTag notice={notice} />],
        ['签收人', notice.signedBy],
        ['签收时间', notice.signedAt && <Moment at={notice.signedAt} />],
      ]}
    />
  </section>
);

const CheckpointNote: FC<{ notice: NoticeShown; note: string }> = ({ notice, note }) => (
  <section class="card" aria-labelledby="note">
    <h2 id="note">签名原文</h2>
    <p class="hint">请原样留存在本系统以外。日后据此可以证明登记系统的审计记录没有被改动、删减。</p>
    <pre class="code">{note}</pre>
    <ReceiptFacts notice={notice} />
  </section>
);

const Measures: FC<{ notice: NoticeShown }> = ({ notice }) => (
  <section class="card" aria-labelledby="measures">
    <h2 id="measures">本单位应执行的措施</h2>
    {notice.suspends && (
      <p>该名单在复议或诉讼期间停止执行：请中止此前因该名单采取的措施，待恢复执行或移出的通知。</p>
    )}
    {notice.measures.length === 0 && !notice.suspends && <p>没有要求本单位执行的措施，本通知供参考。</p>}
    {notice.measures.map((measure) => (
      <article class="reason">
        <h3>{measure.title}</h3>
        <Facts
          lines={[
            ['内容', measure.content],
            ['依据', measure.basis],
            ...notice.feedback
              .filter((given) => given.measure === measure.code)
              .map((given) => ['已反馈', <GivenFeedback given={given} />] as const),
          ]}
        />
      </article>
    ))}
  </section>
);

const resultWord = (result: string) =>
  Object.entries(resultWords).find(([code]) => code === result)?.[1] ?? result;

const GivenFeedback: FC<{ given: Given }> = ({ given }) => (
  <>
    {resultWord(given.result)}，<Moment at={given.at} />
    {given.corrected && '（已更正）'}
  </>
);

const FeedbackForm: FC<{ notice: NoticeShown; refusal: Refusal }> = ({ notice, refusal }) => (
  <form class="card no-print" method="post" action={`/desk/notices/${notice.id}/feedback`}>
    <h2>反馈执行情况</h2>
    <p class="hint">反馈提交后不可修改；对同一措施再次反馈即为更正，两次都保留。</p>
    <SelectField
      name="measure"
      label="措施"
      options={notice.measures.map(({ code, title }) => ({ value: code, label: title }))}
      refusal={refusal}
    />
    <ChoiceField
      name="result"
      label="执行结果"
      options={Object.entries(resultWords).map(([value, label]) => ({ value, label }))}
      refusal={refusal}
    />
    <TextArea name="content" label="执行措施内容" refusal={refusal} isOptional />
    <div class="pair">
      <TextField name="executedOn" label="执行日期" type="date" refusal={refusal} isOptional />
      <TextField name="documentNo" label="执行文书号" maxLength={100} refusal={refusal} isOptional />
    </div>
    <TextField name="amount" label="涉及金额（万元）" maxLength={20} refusal={refusal} isOptional />
    <TextArea
      name="reason"
      label="原因"
      hint="未执行或不适用的必须填写；请勿填写个人证件号码"
      refusal={refusal}
      isOptional
    />
    <TextArea name="note" label="奖惩说明" refusal={refusal} isOptional />
    <button type="submit">提交反馈</button>
  </form>
);
