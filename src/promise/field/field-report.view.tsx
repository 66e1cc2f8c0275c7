import type { FC } from 'hono/jsx';
import {
  ChoiceField,
  ErrorSummary,
  FileField,
  optionsOf,
  type Refusal,
  TextArea,
  TextField,
} from '../../platform/web/form.view.tsx';
import { Facts, Moment, NextPage, PageTitle, Table, Tag } from '../../platform/web/pieces.view.tsx';
import { fieldFindings, fieldFindingWords, fieldKindWords } from './field-report.rules.ts';
import type { FieldReportLine, FieldReportShown } from './field-report.schema.ts';

const kindOptions = optionsOf(fieldKindWords);
const findingOptions = fieldFindings.map((value) => ({ value, label: fieldFindingWords[value].word }));
const NO_NUMBERS = '请勿填写任何人的证件号码、银行卡号、手机号码';

// data-kept: the browser keeps what was typed, with the key of the form, until it was sent.
export const FieldReportFormView: FC<{ refusal: Refusal; onceKey: string; now: string }> = ({
  refusal,
  onceKey,
  now,
}) => (
  <>
    <ErrorSummary refusal={refusal} />
    <PageTitle
      title="登记上门核查、线索"
      lead="没有网络也可以填写：填写的文字存在本机，网络恢复后自动发送一次；照片须在本页打开期间发送。"
    />
    <p class="notice" role="status" data-kept-word hidden>
      没有网络，填写的内容已存在本机，网络恢复后自动发送；请勿关闭本页。
    </p>
    <form
      class="card"
      method="post"
      action="/desk/field-reports"
      enctype="multipart/form-data"
      data-kept="field-report"
    >
      <input type="hidden" name="onceKey" value={onceKey} />
      <ChoiceField name="kind" label="登记什么" options={kindOptions} refusal={refusal} />
      <TextField
        name="verification"
        label="核查编号"
        hint="上门核查必填"
        maxLength={40}
        refusal={refusal}
        isCode
        isOptional
      />
      <ChoiceField
        name="finding"
        label="核查结果"
        hint="上门核查必选"
        options={findingOptions}
        refusal={refusal}
        isOptional
      />
      <TextField name="place" label="地点" maxLength={200} refusal={refusal} />
      <TextField
        name="seenAt"
        label="所见时间"
        hint="北京时间，例如 2026-11-24 09:30"
        value={now}
        maxLength={16}
        refusal={refusal}
      />
      <TextArea name="note" label="所见情况" hint={NO_NUMBERS} rows={6} refusal={refusal} />
      <FileField
        name="picture"
        label="照片"
        hint="JPEG 或 PNG，至多 4 MB；附带的位置等信息在收存时去除"
        accept="image/jpeg,image/png"
        refusal={refusal}
        isOptional
      />
      <button type="submit">提交</button>
    </form>
  </>
);

const Finding: FC<Pick<FieldReportLine, 'finding'>> = ({ finding }) =>
  finding ? <Tag {...fieldFindingWords[finding]} /> : <>—</>;

type ListProps = { lines: readonly FieldReportLine[]; next: string | null; mayRecord: boolean };
export const FieldReportListView: FC<ListProps> = ({ lines, next, mayRecord }) => (
  <>
    <PageTitle title="上门核查、线索" lead="网格员上门所见；最新的在前。" />
    {mayRecord && (
      <p class="no-print">
        <a class="button" href="/desk/field-reports/new">
          登记
        </a>
      </p>
    )}
    <Table
      caption="上门核查、线索"
      columns={['所见时间', '类别', '核查编号', '结果', '登记人']}
      count={lines.length}
      empty="没有登记。"
    >
      {lines.map((line) => (
        <tr>
          <th scope="row">
            <a href={`/desk/field-reports/${line.id}`}>
              <Moment at={line.seenAt} />
            </a>
          </th>
          <td>{fieldKindWords[line.kind]}</td>
          <td>{line.verification ?? '—'}</td>
          <td>
            <Finding finding={line.finding} />
          </td>
          <td>{line.by}</td>
        </tr>
      ))}
    </Table>
    <NextPage path="/desk/field-reports" next={next} />
  </>
);

export const FieldReportView: FC<{ report: FieldReportShown }> = ({ report }) => (
  <>
    <PageTitle title={fieldKindWords[report.kind]} />
    <section class="card" aria-label="所见">
      <Facts
        lines={[
          ['核查编号', report.verification],
          ['核查结果', report.finding && <Finding finding={report.finding} />],
          ['地点', report.place],
          ['所见时间', <Moment at={report.seenAt} />],
          ['登记单位', report.agency],
          ['登记人', report.by],
          ['登记时间', <Moment at={report.madeAt} />],
        ]}
      />
      <p class="excerpt">{report.note}</p>
    </section>
    <p class="row no-print">
      {report.hasPicture && (
        <a class="button plain" href={`/desk/field-reports/${report.id}/picture`}>
          查看照片
        </a>
      )}
      <a class="button plain" href="/desk/field-reports">
        返回
      </a>
    </p>
  </>
);
