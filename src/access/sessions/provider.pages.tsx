import { asks, pages } from '../../platform/web/pages.ts';
import { comerOf } from '../../platform/web/rate-limit.ts';
import { beginJourney, endJourney } from './provider-journey.ts';
import { ownPath } from './session.rules.ts';
import { orNextStep } from './sign-in.pages.tsx';
import { signInByProvider } from './sign-in-by-provider.ts';

export const providerPages = pages()
  .get('/login/provider', asks('anyone'), async (c) => {
    const { address, cookie } = await beginJourney(c.get('ctx'), ownPath(c.req.query('next')));
    c.header('set-cookie', cookie);
    return c.redirect(address, 303);
  })
  .get('/login/provider/callback', asks('anyone'), (c) =>
    orNextStep(c, '/desk', async () => {
      const cookieHeader = c.req.header('cookie') ?? '';
      const { search } = new URL(c.req.url);
      const { claims, next, cookie } = await endJourney(c.get('ctx'), { cookieHeader, search });
      const entry = await signInByProvider(c.get('ctx'), claims, comerOf(c));
      c.header('set-cookie', cookie, { append: true });
      c.header('set-cookie', entry.cookie, { append: true });
      return c.redirect(ownPath(next), 303);
    }),
  );
