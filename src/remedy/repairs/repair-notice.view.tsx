import type { FC, PropsWithChildren } from 'hono/jsx';
import { NextPage, PageTitle, Table } from '../../platform/web/pieces.view.tsx';
import { chineseDay, type RepairNotice } from './repair-notice.rules.ts';

const path = '/desk/repair-notices';

export type RepairNoticeLine = {
  id: number;
  list: string;
  name: string;
  documentNo: string | null;
  listedOn: string;
};

export const RepairNoticeBoardView: FC<{
  lines: readonly RepairNoticeLine[];
  listNames: Readonly<Record<string, string>>;
  next: string | null;
}> = ({ lines, listNames, next }) => (
  <>
    <PageTitle
      title="信用修复告知书"
      lead="打印后与列入决定书一并送达。只列在列的严重失信主体名单，新列入的在前。"
    />
    <Table
      caption="在列名单"
      columns={[{ label: '编号', isNumber: true }, '主体', '名单', '列入决定书文号', '列入日期']}
      count={lines.length}
      empty="没有在列的名单。"
    >
      {lines.map((line) => (
        <tr>
          <td class="number">{line.id}</td>
          <th scope="row">
            <a href={`${path}/${line.id}`}>{line.name}</a>
          </th>
          <td>{listNames[line.list] ?? line.list}</td>
          <td>{line.documentNo ?? '—'}</td>
          <td>{line.listedOn}</td>
        </tr>
      ))}
    </Table>
    <NextPage path={path} next={next} />
  </>
);

export type RepairNoticeSheet = RepairNotice & {
  subject: { kind: string; name: string; code: string };
  authority: string;
  documentNo: string | null;
  reason: string;
  listedOn: string;
  madeOn: string;
};

const Item: FC<PropsWithChildren<{ place: string; title: string }>> = ({ place, title, children }) => (
  <p>
    <strong>
      {place}、{title}。
    </strong>
    {children}
  </p>
);

const joined = (texts: readonly string[]) => texts.join('；').replace(/。?$/, '。');

// The decision itself is served with the sheet, which stays one page.
const LONGEST = 120;
const shortReason = (reason: string) =>
  reason.length > LONGEST ? `${reason.slice(0, LONGEST)}……（详见列入决定书）` : reason;

// One sheet of A4, in the form of an official letter.
// Basis: GB/T 9704-2012（党政机关公文格式）
export const RepairNoticeView: FC<{ notice: RepairNoticeSheet }> = ({ notice }) => {
  const { subject, authority } = notice;
  const you = subject.kind === 'person' ? '你' : '你单位';
  const paper = notice.documentNo ? `（${notice.documentNo}）` : '';
  return (
    <>
      <article class="official" aria-labelledby="notice-title">
        <h1 id="notice-title">信用修复告知书</h1>
        <p class="letter-no">{notice.no}</p>
        <p class="addressee">
          {subject.name}（{subject.code}）：
        </p>
        <p>
          因{shortReason(notice.reason)}，{authority}于{chineseDay(notice.listedOn)}将{you}列入
          {notice.listName}
          {paper}。现将信用修复（移出名单）的事项一并告知：
        </p>
        {notice.grounds.length > 0 && (
          <Item place="一" title="移出条件">
            {joined(notice.grounds)}
          </Item>
        )}
        <Item place={notice.grounds.length > 0 ? '二' : '一'} title="最早申请日期">
          {notice.earliest}
        </Item>
        <Item place={notice.grounds.length > 0 ? '三' : '二'} title="申请材料">
          {joined(notice.materials)}
        </Item>
        <Item place={notice.grounds.length > 0 ? '四' : '三'} title="向何处申请">
          {notice.where}
          {notice.how}
        </Item>
        <Item place={notice.grounds.length > 0 ? '五' : '四'} title="异议与救济">
          {notice.remedies}
        </Item>
        <p>依据：{joined([notice.basis])}</p>
        <p class="signed">
          {authority}（印章）
          <br />
          {chineseDay(notice.madeOn)}
        </p>
        <p class="receipt-line">受送达人（签名）：　　　　　　　　　　送达日期：</p>
      </article>
      <p class="row no-print">
        <button type="button" class="plain" data-print hidden>
          打印告知书
        </button>
        <a class="button plain" href={path}>
          返回
        </a>
      </p>
    </>
  );
};
