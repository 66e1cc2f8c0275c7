import type { Context } from 'hono';
import { type Refusal, untouched } from '../../platform/web/form.view.tsx';
import type { Env } from '../../platform/web/http.ts';
import { formOf, onceOf, parsed, tried } from '../../platform/web/page-form.ts';
import { asks, draw, pages, UUID } from '../../platform/web/pages.ts';
import { withoutPersonNumber } from '../../platform/web/personal-numbers.rules.ts';
import { base64Of } from './authorisation.rules.ts';
import { AuthorisationIn } from './authorisation.schema.ts';
import { AuthorisationDeskView } from './authorisation.view.tsx';
import { listAuthorisations } from './list-authorisations.ts';
import { recordAuthorisation } from './record-authorisation.ts';
import { showAuthorisationScan } from './show-authorisation-scan.ts';
import { withdrawAuthorisation } from './withdraw-authorisation.ts';

const words = {
  labels: {
    'subject.type': '证件类型',
    'subject.code': '证件号码',
    'subject.country': '护照签发国（地区）',
    'subject.name': '名称或姓名',
    purpose: '查询目的',
    validFrom: '起始日期',
    validUntil: '截止日期',
    scan: '授权书扫描件',
  },
  fields: {
    'subject.identifier': 'subject.code',
    'authorisation.person': 'subject.type',
    'authorisation.period': 'validUntil',
    'authorisation.scan': 'scan',
  },
} as const;
const LISTED = 20;

const drawDesk = async (c: Context<Env>, refusal: Refusal = untouched) => {
  const ctx = c.get('ctx');
  const { items, next } = await listAuthorisations(ctx, { limit: LISTED, after: c.req.query('after') });
  const hasErrors = refusal.faults.length > 0;
  const body = (
    <AuthorisationDeskView
      refusal={refusal}
      onceKey={ctx.newId()}
      may={{
        record: ctx.actor.may.has('authorisation.record'),
        withdraw: ctx.actor.may.has('authorisation.withdraw'),
        open: ctx.actor.may.has('authorisation.scan'),
      }}
      items={items}
      next={next}
    />
  );
  return draw(c, { title: '本人授权', body, hasErrors }, hasErrors ? 422 : 200);
};

const scanIn = async (c: Context<Env>): Promise<string | undefined> => {
  const { scan } = await c.req.parseBody({ all: true });
  return scan instanceof File && scan.size > 0
    ? base64Of(new Uint8Array(await scan.arrayBuffer()))
    : undefined;
};

export const authorisationPages = pages()
  .get('/authorisations', asks('authorisation.list'), (c) => drawDesk(c))
  .post('/authorisations', asks('authorisation.record'), async (c) => {
    const form = await formOf(c);
    const { onceKey: _onceKey, ...input } = form.input;
    const draft = { ...input, scan: await scanIn(c) };
    const done = await tried(form.typed, words, () =>
      recordAuthorisation(onceOf(c.get('ctx'), form), parsed(c.get('ctx'), AuthorisationIn, draft)),
    );
    if (!done.ok) return drawDesk(c, { typed: withoutPersonNumber(form.typed), faults: done.refusal.faults });
    return c.redirect('/desk/authorisations', 303);
  })
  // A paper from outside is saved, never opened as a page of ours.
  .get(`/authorisations/:id${UUID}/scan`, asks('authorisation.scan'), async (c) => {
    const { id, bytes, scanType } = await showAuthorisationScan(c.get('ctx'), c.req.param('id'));
    return c.body(bytes.slice(), 200, {
      'content-type': scanType,
      'content-disposition': `attachment; filename="authorisation-${id}.${scanType.split('/')[1]}"`,
    });
  })
  .post(`/authorisations/:id${UUID}/withdraw`, asks('authorisation.withdraw'), async (c) => {
    await withdrawAuthorisation(c.get('ctx'), c.req.param('id'));
    return c.redirect('/desk/authorisations', 303);
  });
