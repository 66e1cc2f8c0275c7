import type { Context } from 'hono';
import type { Env } from '../../platform/web/http.ts';
import { asks, draw, pages, UUID } from '../../platform/web/pages.ts';
import { confirmGrant } from './confirm-grant.ts';
import { GrantsView, NewKeyView } from './grant.view.tsx';
import { listGrants } from './list-grants.ts';
import { refuseGrant } from './refuse-grant.ts';

const LISTED = 50;

const drawGrants = async (c: Context<Env>) => {
  const ctx = c.get('ctx');
  const { items, next } = await listGrants(ctx, { limit: LISTED, after: c.req.query('after') });
  const isAsked = c.req.query('done') === 'key';
  const body = <GrantsView grants={items} next={next} me={ctx.actor.by} isAsked={isAsked} />;
  return draw(c, { title: '授权复核', body });
};

export const grantPages = pages()
  .get('/grants', asks('grant.list'), (c) => drawGrants(c))
  .post(`/grants/:id${UUID}/confirm`, asks('grant.confirm'), async (c) => {
    const { key } = await confirmGrant(c.get('ctx'), c.req.param('id'));
    if (!key) return c.redirect('/desk/grants', 303);
    return draw(c, { title: '接口密钥', body: <NewKeyView id={key.id} apiKey={key.key} /> }, 201);
  })
  .post(`/grants/:id${UUID}/refuse`, asks('grant.refuse'), async (c) => {
    await refuseGrant(c.get('ctx'), c.req.param('id'));
    return c.redirect('/desk/grants', 303);
  });
