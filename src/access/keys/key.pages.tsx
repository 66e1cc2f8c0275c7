import type { Context } from 'hono';
import { type Refusal, untouched } from '../../platform/web/form.view.tsx';
import type { Env } from '../../platform/web/http.ts';
import { type Form, formOf, onceOf, parsed, tried } from '../../platform/web/page-form.ts';
import { asks, draw, pages, UUID } from '../../platform/web/pages.ts';
import { askKey } from './ask-key.ts';
import { askRotation } from './ask-rotation.ts';
import { KeyDetail, KeyIn } from './key.schema.ts';
import { KeyFormView, KeyListView } from './key.view.tsx';
import { listKeys } from './list-keys.ts';
import { revokeKey } from './revoke-key.ts';

const LISTED = 50;
const OVERLAP_HOURS = 24;

const words = {
  labels: {
    agency: '单位代码',
    label: '用途',
    'roles[]': '职权',
    'catalogs[]': '目录',
    'addresses[]': '地址',
    expiresOn: '失效日',
  },
  fields: { 'agency.unknown': 'agency', 'key.scope': 'roles[]', 'staff.roles-exclude': 'roles[]' },
} as const;

// An empty field is no bound.
const draftOf = ({ input: { agency: _agency, onceKey: _once, ...bounds } }: Form) => bounds;

const drawForm = (c: Context<Env>, refusal: Refusal = untouched) => {
  const hasErrors = refusal.faults.length > 0;
  const body = <KeyFormView refusal={refusal} onceKey={c.get('ctx').newId()} />;
  return draw(c, { title: '申请接口密钥', body, hasErrors }, hasErrors ? 422 : 200);
};

export const keyPages = pages()
  .get('/keys', asks('key.list'), async (c) => {
    const { actor } = c.get('ctx');
    const { items, next } = await listKeys(c.get('ctx'), { limit: LISTED, after: c.req.query('after') });
    const body = (
      <KeyListView
        keys={items.map((one) => KeyDetail.parse(one))}
        next={next}
        isRevoked={c.req.query('done') === 'revoke'}
        may={{ ask: actor.may.has('key.ask'), revoke: actor.may.has('key.revoke') }}
      />
    );
    return draw(c, { title: '接口密钥', body });
  })
  .get('/keys/new', asks('key.ask'), (c) => drawForm(c))
  .post('/keys', asks('key.ask'), async (c) => {
    const ctx = c.get('ctx');
    const form = await formOf(c);
    const agency = String(form.input.agency ?? '').trim();
    const done = await tried(form.typed, words, () =>
      askKey(onceOf(ctx, form), { ...parsed(ctx, KeyIn, draftOf(form)), agency }),
    );
    return done.ok ? c.redirect('/desk/grants?done=key', 303) : drawForm(c, done.refusal);
  })
  .post(`/keys/:id${UUID}/rotate`, asks('key.ask'), async (c) => {
    await askRotation(c.get('ctx'), { id: c.req.param('id'), overlapHours: OVERLAP_HOURS });
    return c.redirect('/desk/grants?done=key', 303);
  })
  .post(`/keys/:id${UUID}/revoke`, asks('key.revoke'), async (c) => {
    await revokeKey(c.get('ctx'), { id: c.req.param('id') });
    return c.redirect('/desk/keys?done=revoke', 303);
  });
