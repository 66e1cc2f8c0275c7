import { asks, draw, pages, wantsHtml } from '../../platform/web/pages.ts';
import { Facts, Moment } from '../../platform/web/pieces.view.tsx';
import { forged, VerdictView, verdictOf } from './genuine.view.tsx';
import { genuineReport } from './verify-report.ts';

// A person who scans the report sees a page; a machine that asks for JSON goes on to the API's answer.
export const publicReportPages = pages().get('/reports/:no', asks('anyone'), async (c, next) => {
  const code = c.req.query('code');
  if (!wantsHtml(c) || !code) return next();
  const report = await genuineReport(c.get('ctx'), { no: c.req.param('no'), code });
  const verdict = report
    ? verdictOf('信用报告', report.valid ? null : '已过有效期，请要求出示新的报告。')
    : forged('信用报告');
  const body = (
    <>
      <VerdictView verdict={verdict} />
      {report && (
        <section class="card">
          <Facts
            lines={[
              ['报告编号', <span class="code">{report.no}</span>],
              ['出具时间', <Moment at={report.madeAt} />],
            ]}
          />
          <p>本页只验证报告的真伪与效力，不显示主体信息。</p>
        </section>
      )}
    </>
  );
  return draw(c, { title: verdict.title, body }, report ? 200 : 404);
});
