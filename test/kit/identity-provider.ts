import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';

type Account = Readonly<Record<string, unknown>>;

const SECRET = 'a-secret-of-the-test-provider-01';

/** An OpenID provider on loopback, from npm: it knows these accounts, and signs in whoever its form is told. */
export const startIdentityProvider = async (
  accounts: Readonly<Record<string, Account>>,
  redirectUri: string,
) => {
  const server: Server = createServer((request, response) => handle(request, response));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider = new Provider(issuer, {
    clients: [{ client_id: 'registry', client_secret: SECRET, redirect_uris: [redirectUri] }],
    claims: { openid: ['sub', 'agency', 'name', 'roles'], profile: [] },
    conformIdTokenClaims: false,
    cookies: { keys: ['only for this test'] },
    findAccount: (_, id) => ({
      accountId: id,
      claims: () => ({ sub: id, ...accounts[id] }),
    }),
    // Whoever signs in has agreed already.
    loadExistingGrant: async (ctx) => {
      const { client, session } = ctx.oidc;
      if (!client || !session?.accountId) return undefined;
      const grant = new ctx.oidc.provider.Grant({ clientId: client.clientId, accountId: session.accountId });
      grant.addOIDCScope('openid profile');
      await grant.save();
      return grant;
    },
  });
  const handle = provider.callback();

  // A browser that goes where it is sent, until it is sent back to the registry.
  const visit = async (address: string, login: string): Promise<string> => {
    const jar = new Map<string, string>();
    const go = async (url: string, init: RequestInit = {}): Promise<Response> => {
      const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
      const answer = await fetch(url, { ...init, redirect: 'manual', headers: { ...init.headers, cookie } });
      for (const line of answer.headers.getSetCookie()) {
        const [name = '', value = ''] = (line.split(';')[0] ?? '').split('=');
        if (value) jar.set(name, value);
        else jar.delete(name);
      }
      return answer;
    };
    for (let url = address, hops = 0; hops < 12; hops += 1) {
      if (url.startsWith(redirectUri)) return url;
      const answer = await go(url);
      const isForm = answer.status === 200;
      const onward = isForm
        ? await go(url, {
            method: 'POST',
            headers: { 'content-type': 'application/x-www-form-urlencoded' },
            body: new URLSearchParams({ prompt: 'login', login, password: 'any' }).toString(),
          })
        : answer;
      const location = onward.headers.get('location');
      if (!location) throw new Error(`the provider stopped at ${url}: ${await onward.text()}`);
      url = new URL(location, issuer).href;
    }
    throw new Error('the provider goes in circles');
  };
  const close = () =>
    new Promise<void>((closed) => {
      server.close(() => closed());
      server.closeAllConnections();
    });
  return {
    env: { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: 'registry', OIDC_CLIENT_SECRET: SECRET },
    visit,
    close,
  };
};
