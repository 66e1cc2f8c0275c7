import type { Context } from 'hono';
import { type Refusal, untouched } from '../../platform/web/form.view.tsx';
import type { Env } from '../../platform/web/http.ts';
import { fitted, formOf, tried } from '../../platform/web/page-form.ts';
import { asks, draw, pages, UUID } from '../../platform/web/pages.ts';
import { askKey } from '../agencies/ask-key.ts';
import { confirmGrant } from './confirm-grant.ts';
import { GrantsView, NewKeyView } from './grant.view.tsx';
import { listGrants } from './list-grants.ts';
import { refuseGrant } from './refuse-grant.ts';
import { MoveIn } from './staff.schema.ts';

const LISTED = 50;

const words = { labels: { agency: '单位代码' }, fields: { 'agency.unknown': 'agency' } } as const;

const drawGrants = async (c: Context<Env>, refusal: Refusal = untouched) => {
  const ctx = c.get('ctx');
  const { items, next } = await listGrants(ctx, { limit: LISTED, after: c.req.query('after') });
  const hasErrors = refusal.faults.length > 0;
  const shown = { grants: items, next, me: ctx.actor.by, refusal, mayAsk: ctx.actor.may.has('key.ask') };
  const body = <GrantsView {...shown} />;
  return draw(c, { title: '授权复核', body, hasErrors }, hasErrors ? 422 : 200);
};

export const grantPages = pages()
  .get('/grants', asks('grant.list'), (c) => drawGrants(c))
  .post('/grants/keys', asks('key.ask'), async (c) => {
    const { typed, input } = await formOf(c);
    const asked = await tried(typed, words, () => askKey(c.get('ctx'), fitted(MoveIn, input)));
    return asked.ok ? c.redirect('/desk/grants', 303) : drawGrants(c, asked.refusal);
  })
  .post(`/grants/:id${UUID}/confirm`, asks('grant.confirm'), async (c) => {
    const { key } = await confirmGrant(c.get('ctx'), c.req.param('id'));
    if (!key) return c.redirect('/desk/grants', 303);
    return draw(c, { title: '接口密钥', body: <NewKeyView id={key.id} apiKey={key.key} /> }, 201);
  })
  .post(`/grants/:id${UUID}/refuse`, asks('grant.refuse'), async (c) => {
    await refuseGrant(c.get('ctx'), c.req.param('id'));
    return c.redirect('/desk/grants', 303);
  });
