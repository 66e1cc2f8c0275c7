import type { Context } from 'hono';
import { type Refusal, untouched } from '../../platform/web/form.view.tsx';
import type { Env } from '../../platform/web/http.ts';
import { formOf, onceOf, parsed, tried } from '../../platform/web/page-form.ts';
import { asks, draw, pages } from '../../platform/web/pages.ts';
import { withoutPersonNumber } from '../../platform/web/personal-numbers.rules.ts';
import { authorisationPages } from '../authorisations/authorisation.pages.tsx';
import { listReports } from './list-reports.ts';
import { makeReport } from './make-report.ts';
import { ReportIn } from './report.schema.ts';
import { ReportView } from './report.view.tsx';
import { ReportDeskView } from './report-form.view.tsx';
import { showReport } from './show-report.ts';

const words = {
  labels: {
    'subject.type': '证件类型',
    'subject.code': '证件号码',
    'subject.country': '护照签发国（地区）',
    'subject.name': '名称或姓名',
    purpose: '查询目的',
    caseNo: '办件编号',
    authorisation: '本人授权编号',
    'identityProof.kind': '身份核验',
    'identityProof.reference': '核验编号',
  },
  fields: {
    'subject.identifier': 'subject.code',
    'file.case-no-required': 'caseNo',
    'authorisation.required': 'authorisation',
    'authorisation.other': 'authorisation',
    'authorisation.ended': 'authorisation',
    'identity.proof-required': 'identityProof.kind',
  },
} as const;
const LISTED = 20;

const drawDesk = async (c: Context<Env>, refusal: Refusal = untouched) => {
  const ctx = c.get('ctx');
  const reports = await listReports(ctx, { limit: LISTED, after: c.req.query('after') });
  const hasErrors = refusal.faults.length > 0;
  const body = (
    <ReportDeskView
      refusal={refusal}
      mayMake={ctx.actor.may.has('report.make')}
      onceKey={ctx.newId()}
      reports={reports.items}
      next={reports.next}
    />
  );
  return draw(c, { title: '信用报告', body, hasErrors }, hasErrors ? 422 : 200);
};

export const reportPages = pages()
  .get('/reports', asks('report.list'), (c) => drawDesk(c))
  .post('/reports', asks('report.make'), async (c) => {
    const form = await formOf(c);
    const { onceKey: _onceKey, ...input } = form.input;
    const done = await tried(form.typed, words, () =>
      makeReport(onceOf(c.get('ctx'), form), parsed(c.get('ctx'), ReportIn, input)),
    );
    if (!done.ok) return drawDesk(c, { typed: withoutPersonNumber(form.typed), faults: done.refusal.faults });
    return c.redirect(`/desk/reports/${done.value.no}`, 303);
  })
  .get('/reports/:no', asks('report.show'), async (c) => {
    const report = await showReport(c.get('ctx'), c.req.param('no'));
    return draw(c, { title: `信用报告 ${report.no}`, body: <ReportView report={report} /> });
  })
  .route('/', authorisationPages);
