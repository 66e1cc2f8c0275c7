import type { FC } from 'hono/jsx';
import {
  ActionButton,
  ErrorSummary,
  type Refusal,
  TextArea,
  TextField,
} from '../../platform/web/form.view.tsx';
import { Facts, Moment, NextPage, PageTitle, Table } from '../../platform/web/pieces.view.tsx';

export type HeldLine = {
  id: number;
  catalogName: string;
  subjectName: string;
  documentNo: string | null;
  what: string;
  agency: string;
  knownFrom: string;
};
export type HeldFull = HeldLine & {
  kind: 'removal' | 'fallen' | 'doubtful';
  why: string;
  sourceNo: string;
  authorityName: string;
  decidedOn: string;
  batch: string | null;
  row: number | null;
  removal: {
    words: string;
    on: string;
    documentNo: string | null;
    suspends: boolean;
    isEarly: boolean;
  } | null;
  fallen: string | null;
  endedListing: { id: number; list: string } | null;
  fields: readonly (readonly [header: string, text: string])[];
};

export const HeldListView: FC<{ records: readonly HeldLine[]; next: string | null }> = ({
  records,
  next,
}) => (
  <>
    <PageTitle
      title="待核实"
      lead="报送的行有疑点、决定此前已被撤销，或者移出尚未获规定允许的，在此由登记机构决定；移出待核期间，核查转人工复核。"
    />
    <Table
      caption="待登记机构决定（最早的在前）"
      columns={['主体', '目录', '文号', '待决定的事项', '报送单位', '自何时起']}
      count={records.length}
      empty="没有待核实的记录。"
    >
      {records.map((record) => (
        <tr>
          <th scope="row">
            <a href={`/desk/held-records/${record.id}`}>{record.subjectName}</a>
          </th>
          <td>{record.catalogName}</td>
          <td>{record.documentNo ?? '—'}</td>
          <td>{record.what}</td>
          <td>{record.agency}</td>
          <td>
            <Moment at={record.knownFrom} />
          </td>
        </tr>
      ))}
    </Table>
    <NextPage path="/desk/held-records" next={next} />
  </>
);

type FullProps = { record: HeldFull; refusal: Refusal };

export const HeldRecordView: FC<FullProps> = ({ record, refusal }) => (
  <>
    <ErrorSummary refusal={refusal} />
    <PageTitle title={record.what} lead={record.why} />
    <Facts
      lines={[
        ['主体', record.subjectName],
        ['目录', record.catalogName],
        ['文号', record.documentNo],
        ['认定单位', record.authorityName],
        ['决定日期', record.decidedOn],
        ['报送单位', record.agency],
        ['来源记录号', record.sourceNo],
        ['自何时起', <Moment at={record.knownFrom} />],
        ['报送文件', record.batch && <a href={`/desk/batches/${record.batch}`}>第 {record.row} 行</a>],
        ['终止', record.fallen],
        ['所称移出之日', record.removal?.on],
        ['所称移出事由', record.removal?.words],
        ['所附文书号', record.removal?.documentNo],
        ['其间措施', record.removal && (record.removal.suspends ? '暂停' : '照旧')],
      ]}
    />
    <Table caption="报送内容" columns={['项目', '内容']} count={record.fields.length} empty="没有内容。">
      {record.fields.map(([header, text]) => (
        <tr>
          <th scope="row">{header}</th>
          <td>{text}</td>
        </tr>
      ))}
    </Table>
    <Decision record={record} refusal={refusal} />
  </>
);

const Decision: FC<FullProps> = ({ record, refusal }) => {
  const path = `/desk/held-records/${record.id}`;
  if (record.removal)
    return <RemovalDecision path={path} refusal={refusal} isEarly={record.removal.isEarly} />;
  return (
    <>
      {record.endedListing && <Restoration path={path} refusal={refusal} />}
      <section class="card no-print" aria-label="处理">
        <h2>处理本行</h2>
        <div class="row">
          {record.kind === 'doubtful' && <ActionButton action={`${path}/admit`} label="采纳" />}
          <ActionButton action={`${path}/refuse`} label="不予收录" look="danger" />
        </div>
      </section>
    </>
  );
};

type FormProps = { path: string; refusal: Refusal };

const RemovalDecision: FC<FormProps & { isEarly: boolean }> = ({ path, refusal, isEarly }) => (
  <>
    <form class="card no-print" method="post" action={`${path}/admit`}>
      <h2>确认移出</h2>
      {isEarly && <p>等待期满的，自动移出，不必确认；有认定单位文书的，可即行确认。</p>}
      <TextField
        name="documentNo"
        label="文书号"
        hint="认定单位准予移出的文书，如 示市监移〔2026〕3号"
        refusal={refusal}
      />
      <button type="submit">确认移出</button>
    </form>
    <section class="card no-print" aria-label="不予确认">
      <h2>不予确认</h2>
      <p>名单照旧有效，报送单位再报同一行也不改变；只差等待期的，等待期满后再报即移出。</p>
      <ActionButton action={`${path}/refuse`} label="不予确认" look="danger" />
    </section>
  </>
);

const Restoration: FC<FormProps> = ({ path, refusal }) => (
  <form class="card no-print" method="post" action={`${path}/restore`}>
    <h2>恢复列入</h2>
    <p>撤销或者删除不成立的，凭认定单位的文书恢复；报送本身不使其恢复。</p>
    <TextArea name="ground" label="恢复的理由" refusal={refusal} />
    <TextField
      name="documentNo"
      label="文书号"
      hint="认定单位恢复列入的文书，如 示市监复〔2026〕2号"
      refusal={refusal}
    />
    <button type="submit">恢复列入</button>
  </form>
);
