import type { Context } from 'hono';
import { deskScript } from '../../platform/web/desk-script.ts';
import { deskStyles } from '../../platform/web/desk-styles.ts';
import { untouched } from '../../platform/web/form.view.tsx';
import type { Env } from '../../platform/web/http.ts';
import { deskIcon } from '../../platform/web/layout.view.tsx';
import { asks, draw, pages } from '../../platform/web/pages.ts';
import { comerOf } from '../../platform/web/rate-limit.ts';
import { CLEARED, ownPath } from './session.rules.ts';
import { SignInView } from './session.view.tsx';
import { waysOf } from './sign-in.pages.tsx';
import { signOut } from './sign-out.ts';

const asset = (body: string, type: string) => (c: Context<Env>) =>
  c.body(body, 200, { 'content-type': `${type}; charset=utf-8`, 'cache-control': 'public, max-age=300' });

export const sessionPages = pages()
  .get('/style.css', asks('anyone'), asset(deskStyles, 'text/css'))
  .get('/script.js', asks('anyone'), asset(deskScript, 'text/javascript'))
  .get('/icon.svg', asks('anyone'), asset(deskIcon, 'image/svg+xml'))
  .get('/login', asks('anyone'), (c) => {
    const isLate = c.req.query('late') !== undefined;
    const body = (
      <SignInView refusal={untouched} next={ownPath(c.req.query('next'))} isLate={isLate} ways={waysOf(c)} />
    );
    return draw(c, { title: '登录', body });
  })
  .post('/logout', asks('session.close'), async (c) => {
    const { cookie } = await signOut(c.get('ctx'), comerOf(c));
    c.header('set-cookie', cookie);
    c.header('clear-site-data', CLEARED);
    return c.redirect('/desk/login', 303);
  });
