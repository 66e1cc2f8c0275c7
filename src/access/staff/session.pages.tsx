import type { Context } from 'hono';
import { deskScript } from '../../platform/web/desk-script.ts';
import { deskStyles } from '../../platform/web/desk-styles.ts';
import { untouched } from '../../platform/web/form.view.tsx';
import type { Env } from '../../platform/web/http.ts';
import { deskIcon } from '../../platform/web/layout.view.tsx';
import { fitted, formOf, tried } from '../../platform/web/page-form.ts';
import { asks, draw, pages } from '../../platform/web/pages.ts';
import { countingOf } from '../../platform/web/rate-limit.ts';
import { closeSession } from './session.ts';
import { SignInView } from './session.view.tsx';
import { signIn } from './sign-in.ts';
import { SessionIn } from './staff.schema.ts';

const words = {
  labels: { agency: '单位代码', name: '姓名', password: '密码' },
  fields: { 'session.refused': 'agency', 'rate.limited': 'agency', 'service.busy': 'agency' },
} as const;

// Only a path of ours: a next that leads elsewhere would make the sign-in a signpost for strangers.
const ownPath = (next: string | undefined): string =>
  next && /^\/desk(?:[/?][\w\-./?=&%]*)?$/.test(next) && !next.includes('//') ? next : '/desk';

const asset = (body: string, type: string) => (c: Context<Env>) =>
  c.body(body, 200, { 'content-type': `${type}; charset=utf-8`, 'cache-control': 'public, max-age=300' });

export const sessionPages = pages()
  .get('/style.css', asset(deskStyles, 'text/css'))
  .get('/script.js', asset(deskScript, 'text/javascript'))
  .get('/icon.svg', asset(deskIcon, 'image/svg+xml'))
  .get('/login', (c) =>
    draw(c, { title: '登录', body: <SignInView refusal={untouched} next={ownPath(c.req.query('next'))} /> }),
  )
  .post('/login', async (c) => {
    const { typed, input } = await formOf(c);
    const { next, ...credentials } = input;
    const where = ownPath(typed.next);
    const entry = await tried(typed, words, () =>
      signIn(c.get('ctx'), fitted(SessionIn, credentials), countingOf(c)),
    );
    if (!entry.ok) {
      const body = <SignInView refusal={entry.refusal} next={where} />;
      return draw(c, { title: '登录', body, hasErrors: true }, 422);
    }
    c.header('set-cookie', entry.value.cookie);
    return c.redirect(where, 303);
  })
  .post('/logout', asks('session.close'), async (c) => {
    const { cookie } = await closeSession(c.get('ctx'), c.req.header('cookie') ?? '');
    c.header('set-cookie', cookie);
    return c.redirect('/desk/login', 303);
  });
