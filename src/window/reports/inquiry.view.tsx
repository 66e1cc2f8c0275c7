import type { FC } from 'hono/jsx';
import { Moment } from '../../platform/web/pieces.view.tsx';
import { type InquiryPurpose, purposeWords } from '../checks/check-words.rules.ts';
import type { ReportOut } from './report.schema.ts';

const inquiryWords: Readonly<Record<NonNullable<ReportOut['inquiries']>[number]['kind'], string>> = {
  check: '窗口核查',
  file: '查询信用档案',
  report: '出具信用报告',
  identity: '查询证件号码',
  notice: '收到名单通知',
};

// A check is one line; who looked at it later stands beneath.
export const Inquiries: FC<{ inquiries: NonNullable<ReportOut['inquiries']> }> = ({ inquiries }) => (
  <table class="inquiries">
    <thead>
      <tr>
        <th scope="col">时间</th>
        <th scope="col">单位</th>
        <th scope="col">方式</th>
        <th scope="col">目的</th>
        <th scope="col">事项</th>
      </tr>
    </thead>
    <tbody>
      {inquiries.map(({ at, agency, kind, purpose, matter, viewCount, views }) => (
        <tr>
          <td>
            <Moment at={at} />
          </td>
          <td>{agency}</td>
          <td>
            {inquiryWords[kind]}
            {viewCount > 0 && (
              <ul class="plain-list">
                <li>
                  此后查看 {viewCount} 次{viewCount > views.length && `，最近 ${views.length} 次为`}：
                </li>
                {views.map((view) => (
                  <li>
                    <Moment at={view.at} />　{view.agency}
                  </li>
                ))}
              </ul>
            )}
          </td>
          <td>{purpose ? (purposeWords[purpose as InquiryPurpose] ?? purpose) : '—'}</td>
          <td>{matter ?? '—'}</td>
        </tr>
      ))}
    </tbody>
  </table>
);
