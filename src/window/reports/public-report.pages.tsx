import { draw, pages, wantsHtml } from '../../platform/web/pages.ts';
import { Facts, Moment, OutcomePanel, PageTitle } from '../../platform/web/pieces.view.tsx';
import { verifyReport } from './verify-report.ts';

// A person who scans the report sees a page; a machine that asks for JSON goes on to the API's answer.
export const publicReportPages = pages().get('/reports/:no', async (c, next) => {
  const code = c.req.query('code');
  if (!wantsHtml(c) || !code) return next();
  const report = await verifyReport(c.get('ctx'), { no: c.req.param('no'), code });
  const body = (
    <>
      <PageTitle title="信用报告验证" lead="本页只验证报告的真伪与效力，不显示主体信息。" />
      <OutcomePanel
        tone={report.valid ? 'good' : 'warn'}
        word={report.valid ? '报告真实有效' : '报告真实，已过有效期'}
      >
        <p>编号与校验码相符，本系统确有这份报告。{!report.valid && '请要求出示新的报告。'}</p>
      </OutcomePanel>
      <section class="card">
        <Facts
          lines={[
            ['报告编号', <span class="code">{report.no}</span>],
            ['出具时间', <Moment at={report.madeAt} />],
          ]}
        />
      </section>
    </>
  );
  return draw(c, { title: '信用报告验证', body });
});
