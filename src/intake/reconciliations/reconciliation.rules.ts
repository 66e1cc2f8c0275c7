import { endText } from '../../registry/records/fallen-decision.rules.ts';

// Rows that the source sent and the registry does not count; each takes one from the source's count.
export const differences = {
  refused: '退回的行',
  repeated: '同一编号在名单中重复的行',
  held: '待登记机构核实',
  'not-admitted': '登记机构不予收录',
  revoked: '已撤销或者删除',
  repaired: '已修复（提前移出）',
  expired: '已期满（公示、名单或保存期限）',
  withdrawn: '整表之后由来源单位撤回',
} as const;
// Rows that both count, with a remark.
export const remarks = {
  'correction-refused': '更正被退回，仍按原记录计',
  'awaiting-withdrawal': '待确认的新整表未列，确认前仍计',
  'two-files': '主体可能有两份档案，计入其中一份',
  'fed-since': '整表之后报送',
  inherited: '被承继单位报送，整表未列',
} as const;
export type Uncounted = keyof typeof differences;
export type Remark = keyof typeof remarks;
export type Reason = Uncounted | Remark;
export const reasons = Object.keys({ ...differences, ...remarks }) as Reason[];
export const reasonWords: Readonly<Record<Reason, string>> = { ...differences, ...remarks };

export type ReasonCount<R> = { reason: R; count: number };
// Both counts as one statement gives them, at one moment.
export type BothSides = {
  last: { batchId: string; at: string; rows: number; imprintCount: number; sha256: string } | null;
  waiting: { batchId: string; at: string; rows: number; missing: number } | null;
  registryCount: number;
  entries: readonly { reason: Uncounted | null; remark: Remark | null; isListed: boolean; count: number }[];
  refused: number;
  repeated: number;
  refusedSince: number;
};
export type Summary = {
  agency: string;
  catalog: string;
  at: string;
  lastFull: { batchId: string; at: string; rows: number } | null;
  digest: { rows: number; sha256: string } | null;
  waiting: BothSides['waiting'];
  since: { records: number; refusedRows: number };
  sourceCount: number;
  registryCount: number;
  differences: ReasonCount<Uncounted>[];
  remarks: ReasonCount<Remark>[];
};

const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);

// sourceCount: the rows of the last whole list, and what was fed beside it. Less each difference it is
// registryCount, which is counted by itself.
export const summaryOf = (about: Pick<Summary, 'agency' | 'catalog' | 'at'>, facts: BothSides): Summary => {
  const { last, entries, refused, repeated, refusedSince } = facts;
  const counted = (of: (entry: BothSides['entries'][number]) => boolean) =>
    sum(entries.filter(of).map(({ count }) => count));
  const records = counted(({ isListed }) => !isListed);
  const countOf = (reason: Uncounted): number =>
    counted((entry) => entry.reason === reason) +
    (reason === 'refused' ? refused + refusedSince : reason === 'repeated' ? repeated : 0);
  const named = <R extends string>(words: Readonly<Record<R, string>>, count: (reason: R) => number) =>
    (Object.keys(words) as R[])
      .map((reason) => ({ reason, count: count(reason) }))
      .filter((one) => one.count > 0);
  return {
    ...about,
    lastFull: last && { batchId: last.batchId, at: last.at, rows: last.rows },
    digest: last && { rows: last.imprintCount, sha256: last.sha256 },
    waiting: facts.waiting,
    since: { records, refusedRows: refusedSince },
    sourceCount: (last?.rows ?? 0) + records + refusedSince,
    registryCount: facts.registryCount,
    differences: named(differences, countOf),
    remarks: named(remarks, (remark) => counted((entry) => entry.remark === remark)),
  };
};

export type ItemRow = {
  section: number;
  batchId: string;
  no: number;
  reason: Reason;
  row: number | null;
  sourceNo: string | null;
  documentNo: string | null;
  kind: string | null;
  name: string | null;
  holdCode: string | null;
  codes: readonly string[];
  fallen: { by: string; on: string; documentNo: string | null } | null;
  endedOn: string | null;
  ground: string | null;
};

export type Reconciliation = {
  agencyName: string;
  summary: Summary;
  receipt: string;
  items: ItemRow[];
  next: string | null;
};

const sinceDay = (on: string | null) => (on === null ? '' : `，${on} 起`);

// A sentence for the clerk: why the two differ.
export const differenceText = ({ reason, fallen, endedOn, ground }: ItemRow): string => {
  const words = reasonWords[reason];
  if (reason === 'refused') return '本行未收，请下载退回行，改正后重报。';
  if (reason === 'revoked' && fallen) return `该决定${endText(fallen)}。`;
  if (reason === 'held' && fallen) return `${words}：该决定${endText(fallen)}，不因再次报送而恢复。`;
  if (reason === 'repaired' || reason === 'expired' || reason === 'withdrawn' || reason === 'revoked')
    return `${words}${sinceDay(endedOn)}${ground ? `：${ground}` : ''}。`;
  return `${words}。`;
};
