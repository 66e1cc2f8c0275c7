import type { FC } from 'hono/jsx';
import { ErrorSummary, type Refusal, TextField } from '../../platform/web/form.view.tsx';
import { Moment, NextPage, PageTitle, Table } from '../../platform/web/pieces.view.tsx';
import { type InquiryPurpose, purposeWords } from '../checks/check-words.rules.ts';
import { PurposeFields, SubjectFields } from '../checks/inquiry-fields.view.tsx';

export type ReportLine = {
  no: string;
  madeAt: string;
  purpose: string;
  caseNo: string | null;
  subjectName: string | null;
};
type Desk = {
  refusal: Refusal;
  mayMake: boolean;
  onceKey: string;
  reports: readonly ReportLine[];
  next: string | null;
};

export const ReportDeskView: FC<Desk> = ({ refusal, mayMake, onceKey, reports, next }) => (
  <>
    <ErrorSummary refusal={refusal} />
    <PageTitle
      title="信用报告"
      lead="出具公共信用信息报告。代本人申请的须核验身份并填写办件编号，报告附有谁查询过本人信息。"
    />
    {mayMake && (
      <form class="card" method="post" action="/desk/reports">
        <h2>报告对象</h2>
        <input type="hidden" name="onceKey" value={onceKey} />
        <div class="pair">
          <SubjectFields refusal={refusal} hints={{ code: '个人号码提交后不回显' }} />
          <PurposeFields
            refusal={refusal}
            purpose="own-request"
            hints={{ caseNo: '查询自然人，或代本人申请的，必须填写' }}
          />
          <TextField
            name="authorisation"
            label="本人授权编号"
            hint="查询目的为人员录用的自然人必填；在“本人授权”登记后取得"
            maxLength={36}
            refusal={refusal}
            isCode
            isOptional
          />
        </div>
        <button type="submit">出具报告</button>
      </form>
    )}
    <Table
      caption="已出具的报告"
      columns={['报告编号', '主体', '查询目的', '办件编号', '出具时间']}
      count={reports.length}
      empty="还没有出具过报告。"
    >
      {reports.map((report) => (
        <tr>
          <th scope="row">
            <a class="code" href={`/desk/reports/${report.no}`}>
              {report.no}
            </a>
          </th>
          <td>{report.subjectName ?? '（登记系统中没有该主体）'}</td>
          <td>{purposeWords[report.purpose as InquiryPurpose]}</td>
          <td>{report.caseNo ?? '—'}</td>
          <td>
            <Moment at={report.madeAt} />
          </td>
        </tr>
      ))}
    </Table>
    <NextPage path="/desk/reports" next={next} />
  </>
);
