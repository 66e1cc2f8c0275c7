import type { Context } from 'hono';
import { type Refusal, untouched } from '../../platform/web/form.view.tsx';
import type { Env } from '../../platform/web/http.ts';
import { type Form, formOf, onceOf, parsed, tried } from '../../platform/web/page-form.ts';
import { asks, draw, pages, UUID } from '../../platform/web/pages.ts';
import { issueKey } from './issue-key.ts';
import { KeyDetail, KeyIn } from './key.schema.ts';
import { KeyFormView, KeyListView, NewKeyView } from './key.view.tsx';
import { listKeys } from './list-keys.ts';
import { revokeKey } from './revoke-key.ts';
import { rotateKey } from './rotate-key.ts';

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
  return draw(c, { title: '签发接口密钥', body, hasErrors }, hasErrors ? 422 : 200);
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
        may={{ issue: actor.may.has('key.issue'), revoke: actor.may.has('key.revoke') }}
      />
    );
    return draw(c, { title: '接口密钥', body });
  })
  .get('/keys/new', asks('key.issue'), (c) => drawForm(c))
  .post('/keys', asks('key.issue'), async (c) => {
    const ctx = c.get('ctx');
    const form = await formOf(c);
    const agency = String(form.input.agency ?? '').trim();
    const done = await tried(form.typed, words, () =>
      issueKey(onceOf(ctx, form), { ...parsed(ctx, KeyIn, draftOf(form)), agency }),
    );
    if (!done.ok) return drawForm(c, done.refusal);
    return draw(c, { title: '新密钥', body: <NewKeyView issued={done.value} /> });
  })
  .post(`/keys/:id${UUID}/rotate`, asks('key.issue'), async (c) => {
    const issued = await rotateKey(c.get('ctx'), { id: c.req.param('id'), overlapHours: OVERLAP_HOURS });
    return draw(c, { title: '新密钥', body: <NewKeyView issued={issued} overlapHours={OVERLAP_HOURS} /> });
  })
  .post(`/keys/:id${UUID}/revoke`, asks('key.revoke'), async (c) => {
    await revokeKey(c.get('ctx'), { id: c.req.param('id') });
    return c.redirect('/desk/keys?done=revoke', 303);
  });
