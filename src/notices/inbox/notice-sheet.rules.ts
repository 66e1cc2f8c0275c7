import { safeCell } from '../../intake/uploads/error-file.rules.ts';
import { momentInChina } from '../../kernel/day.ts';
import { noticeSubjectWords, topicWords } from './notice-words.rules.ts';

export type NoticeFileFormat = 'csv' | 'xlsx' | 'ndjson';

// A notice as it is sent (notice-body.rules.ts).
export type SentNotice = {
  id: string;
  type: string;
  time: string;
  epoch?: number;
  signed?: { at: string | null; by: string | null };
  data: {
    seq: number;
    subjectSeq: number;
    initial: boolean;
    subject: { kind: string; name: string; code: string | null };
    list: string;
    state: string;
    region: string | null;
    authority: string | null;
    documentNo: string | null;
    reason: string | null;
    basis: string | null;
    listedOn: string | null;
    dueOn: string | null;
    measuresUntil?: string | null;
    measuresEndedOn?: string | null;
    endedOn: string | null;
    measures: readonly { title: string }[];
    // Absent in notices from before stays were told.
    suspended?: readonly { title: string }[];
    needsReceipt: boolean;
    supersedes: readonly string[];
    // Only a checkpoint has it.
    note?: string;
    // Only what another office asks or answers has them.
    title?: string;
    text?: string;
  };
};

const wordOf = (words: Readonly<Record<string, string>>, key: string) => words[key] ?? key;
const orBlank = (text: string | null) => text ?? '';

// One column a fact, in the order a clerk reads it.
const columns: readonly (readonly [
  string,
  (notice: SentNotice, listName: (list: string) => string) => string,
])[] = [
  ['序号', ({ data }) => String(data.seq)],
  ['变动', ({ type }) => wordOf(topicWords, type)],
  ['名单', ({ data }, listName) => (data.list ? listName(data.list) : '')],
  ['主体名称', ({ data }) => data.subject.name],
  ['主体类型', ({ data }) => wordOf(noticeSubjectWords, data.subject.kind)],
  ['代码或证件号码', ({ data }) => orBlank(data.subject.code)],
  ['行政区划', ({ data }) => orBlank(data.region)],
  ['认定单位', ({ data }) => orBlank(data.authority)],
  ['文书号', ({ data }) => orBlank(data.documentNo)],
  ['事由', ({ data }) => orBlank(data.reason)],
  ['依据', ({ data }) => orBlank(data.basis)],
  ['列入日期', ({ data }) => orBlank(data.listedOn)],
  ['期满日期', ({ data }) => orBlank(data.dueOn)],
  ['措施期限', ({ data }) => orBlank(data.measuresUntil ?? null)],
  ['措施届满', ({ data }) => orBlank(data.measuresEndedOn ?? null)],
  ['移出日期', ({ data }) => orBlank(data.endedOn)],
  ['本单位应执行的措施', ({ data }) => data.measures.map(({ title }) => title).join('；')],
  ['须签收', ({ data }) => (data.needsReceipt ? '是' : '否')],
  ['开篇补送', ({ data }) => (data.initial ? '是' : '否')],
  ['主体内序号', ({ data }) => String(data.subjectSeq)],
  ['替代的通知编号', ({ data }) => data.supersedes.join('；')],
  ['通知编号', ({ id }) => id],
  ['停止执行期间中止的措施', ({ data }) => (data.suspended ?? []).map(({ title }) => title).join('；')],
];

// How it was received is known of a downloaded list only, never of a file that is a delivery itself.
const receipt: typeof columns = [
  ['签收时间', ({ signed }) => (signed?.at ? momentInChina(signed.at) : '')],
  ['签收人', ({ signed }) => signed?.by ?? ''],
];

export const sheetHeader: readonly string[] = columns.map(([header]) => header);
export const signedHeader: readonly string[] = receipt.map(([header]) => header);
export const signedCells = (notice: SentNotice): string[] => receipt.map(([, cell]) => cell(notice, String));

const wordsOf = ({ type, data }: SentNotice) => {
  if (type === 'audit.checkpoint')
    return { name: `审计检查点 ${data.subjectSeq}`, reason: data.note ?? null, dueOn: null };
  return type.startsWith('credit.assistance.')
    ? { name: data.title ?? '', reason: data.text ?? null, dueOn: data.dueOn }
    : null;
};

// Such a notice has its name and its words, and none of a listing's facts.
const asRow = (notice: SentNotice): SentNotice => {
  const words = wordsOf(notice);
  if (!words) return notice;
  const { name, ...said } = words;
  const none = {
    region: null,
    authority: null,
    documentNo: null,
    basis: null,
    listedOn: null,
    endedOn: null,
  };
  const subject = { kind: '', name, code: null };
  return { ...notice, data: { ...notice.data, ...none, ...said, subject, measures: [] } };
};

export const sheetRow = (notice: SentNotice, listName: (list: string) => string): string[] => {
  const row = asRow(notice);
  return columns.map(([, cell]) => cell(row, listName));
};

/** The same for a file that a spreadsheet may open as text. */
export const csvRow = (notice: SentNotice, listName: (list: string) => string): string[] =>
  sheetRow(notice, listName).map(safeCell);
