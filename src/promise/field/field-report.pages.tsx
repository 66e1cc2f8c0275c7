import type { Context } from 'hono';
import { momentInChina } from '../../kernel/day.ts';
import { withoutPersonalNumbers } from '../../kernel/personal-numbers.ts';
import { type Refusal, untouched } from '../../platform/web/form.view.tsx';
import type { Env } from '../../platform/web/http.ts';
import { fitted, formOf, onceOf, parsed, tried } from '../../platform/web/page-form.ts';
import { asks, draw, pages, UUID } from '../../platform/web/pages.ts';
import { base64Of } from '../../window/authorisations/authorisation.rules.ts';
import { FieldReportIn, FieldReportQuery } from './field-report.schema.ts';
import { FieldReportFormView, FieldReportListView, FieldReportView } from './field-report.view.tsx';
import { listFieldReports } from './list-field-reports.ts';
import { recordFieldReport } from './record-field-report.ts';
import { showFieldPicture } from './show-field-picture.ts';
import { showFieldReport } from './show-field-report.ts';

const LISTED = 20;
const words = {
  labels: {
    kind: '登记什么',
    verification: '核查编号',
    finding: '核查结果',
    place: '地点',
    seenAt: '所见时间',
    note: '所见情况',
    picture: '照片',
  },
  fields: {
    'field-report.time': 'seenAt',
    'commitment.scan-too-large': 'picture',
    'commitment.scan-no-picture': 'picture',
  },
} as const;

const drawNew = (c: Context<Env>, refusal: Refusal = untouched) => {
  const { clock, newId } = c.get('ctx');
  const now = momentInChina(clock.now());
  const body = <FieldReportFormView refusal={refusal} onceKey={newId()} now={now} />;
  const hasErrors = refusal.faults.length > 0;
  return draw(c, { title: '登记上门核查、线索', body, hasErrors }, hasErrors ? 422 : 200);
};

const pictureIn = async (c: Context<Env>): Promise<string | undefined> => {
  const { picture } = await c.req.parseBody({ all: true });
  return picture instanceof File && picture.size > 0
    ? base64Of(new Uint8Array(await picture.arrayBuffer()))
    : undefined;
};

const MINUTE = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d)$/;
const inChina = (typed: unknown): unknown =>
  typeof typed === 'string' ? typed.replace(MINUTE, '$1T$2:00+08:00') : typed;

// A lead is no finding: what stands in the fields of a visit is left out.
const draftOf = (
  { verification, finding, ...seen }: Record<string, unknown>,
  picture: string | undefined,
) => ({
  ...seen,
  ...(seen.kind === 'visit' ? { verification, finding } : {}),
  seenAt: inChina(seen.seenAt),
  ...(picture === undefined ? {} : { picture }),
});

const one = `/field-reports/:id${UUID}`;
// The agent's phone. Sent again after a broken line, the form's own key gives the first answer.
export const fieldReportPages = pages()
  .get('/field-reports', asks('field.list'), async (c) => {
    const ctx = c.get('ctx');
    const { items, next } = await listFieldReports(
      ctx,
      fitted(FieldReportQuery, { limit: LISTED, ...c.req.query() }),
    );
    const mayRecord = ctx.actor.may.has('field.record');
    return draw(c, {
      title: '上门核查、线索',
      body: <FieldReportListView lines={items} next={next} mayRecord={mayRecord} />,
    });
  })
  .get('/field-reports/new', asks('field.record'), (c) => drawNew(c))
  .post('/field-reports', asks('field.record'), async (c) => {
    const ctx = c.get('ctx');
    const form = await formOf(c);
    const { onceKey: _onceKey, ...input } = form.input;
    const draft = draftOf(input, await pictureIn(c));
    const done = await tried(form.typed, words, () =>
      recordFieldReport(onceOf(ctx, form), parsed(ctx, FieldReportIn, draft)),
    );
    if (done.ok) return c.redirect(`/desk/field-reports/${done.value.id}`, 303);
    const typed = Object.entries(form.typed).map(([name, text]) => [name, withoutPersonalNumbers(text)]);
    return drawNew(c, { typed: Object.fromEntries(typed), faults: done.refusal.faults });
  })
  .get(one, asks('field.show'), async (c) => {
    const report = await showFieldReport(c.get('ctx'), c.req.param('id'));
    return draw(c, { title: '上门核查、线索', body: <FieldReportView report={report} /> });
  })
  .get(`${one}/picture`, asks('field.show'), async (c) => {
    const { mediaType, bytes } = await showFieldPicture(c.get('ctx'), c.req.param('id'));
    return c.body(bytes.slice(), 200, { 'content-type': mediaType });
  });
