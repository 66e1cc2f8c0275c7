import type { Context } from 'hono';
import { addDays, type Day, dayOf } from '../../kernel/day.ts';
import { Problem } from '../../kernel/problems.ts';
import { type Refusal, untouched } from '../../platform/web/form.view.tsx';
import type { Env } from '../../platform/web/http.ts';
import { formOf, onceOf, parsed, tried } from '../../platform/web/page-form.ts';
import { asks, draw, pages } from '../../platform/web/pages.ts';
import { fileZeroReport } from './file-zero-report.ts';
import { listReportingDuties } from './list-reporting-duties.ts';
import { ZeroReportIn } from './zero-report.schema.ts';
import { ZeroReportView } from './zero-report.view.tsx';

const words = {
  labels: { periodFrom: '期间起日', periodTo: '期间止日', note: '说明', 'confirm[]': '核对确认' },
  fields: { 'zero-report.period': 'periodTo', 'zero-report.repeated': 'periodTo' },
} as const;

// The period begins on the day after the last good one, unless that day is still to come.
const periodSince = (lastGoodOn: Day | null, today: Day) => {
  const next = lastGoodOn && addDays(lastGoodOn, 1);
  return { from: next && next <= today ? next : null, to: today };
};

const drawForm = async (c: Context<Env>, refusal: Refusal = untouched) => {
  const ctx = c.get('ctx');
  const feed = (await listReportingDuties(ctx)).find(
    ({ agency, catalog }) => agency === ctx.actor.agency?.code && catalog === c.req.query('catalog'),
  );
  if (!feed) throw new Problem('feed.unknown');
  const period = periodSince(feed.lastGoodOn, dayOf(ctx.clock.now()));
  const hasErrors = refusal.faults.length > 0;
  const body = <ZeroReportView feed={feed} period={period} refusal={refusal} onceKey={ctx.newId()} />;
  return draw(c, { title: `零报告：${feed.catalogName}`, body, hasErrors }, hasErrors ? 422 : 200);
};

const PATH = '/feeds/zero-report';

export const zeroReportPages = pages()
  .get(PATH, asks('zero-report.file'), (c) => drawForm(c))
  .post(PATH, asks('zero-report.file'), async (c) => {
    const catalog = c.req.query('catalog') ?? '';
    const form = await formOf(c);
    const { confirm, onceKey: _, ...input } = form.input;
    const done = await tried(form.typed, words, () => {
      const report = parsed(c.get('ctx'), ZeroReportIn, input);
      if (!confirm) throw unconfirmed();
      return fileZeroReport(onceOf(c.get('ctx'), form), { ...report, catalog });
    });
    return done.ok
      ? c.redirect(`/desk/feeds?reported=${done.value.catalog}`, 303)
      : drawForm(c, done.refusal);
  });

const unconfirmed = () =>
  new Problem('request.invalid', {
    errors: [{ pointer: '/confirm', code: 'field.required', message: '请核对后勾选' }],
  });
