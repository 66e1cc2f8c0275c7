import { Webhook } from 'standardwebhooks';
import { expect, test } from 'vitest';
import { verifyWebhook } from '../../../src/client/verify-webhook.ts';
import { secretText, signatureHeader, signingKey } from '../../../src/notices/webhook-signature.rules.ts';

const [old, fresh] = [1, 2].map((byte) => secretText(new Uint8Array(32).fill(byte))) as [string, string];
const body = JSON.stringify([{ specversion: '1.0', id: 'n', type: 'registry.ping', data: {} }]);
const seconds = (at: Date) => Math.floor(at.getTime() / 1000);

const headersOf = async (secrets: string[], at = new Date()) => ({
  'webhook-id': 'd1',
  'webhook-timestamp': String(seconds(at)),
  'webhook-signature': await signatureHeader(await Promise.all(secrets.map(signingKey)), {
    id: 'd1',
    timestamp: seconds(at),
    body,
  }),
});

test('the public library and ours verify what we sign, with either of two live secrets', async () => {
  const headers = await headersOf([old, fresh]);
  for (const secret of [old, fresh]) {
    expect(new Webhook(secret).verify(body, headers)).toEqual(JSON.parse(body));
    expect(await verifyWebhook({ secret, headers: new Headers(headers), body })).toEqual(JSON.parse(body));
  }
});

test('we verify what the public library signs', async () => {
  const at = new Date();
  const headers = {
    'webhook-id': 'd1',
    'webhook-timestamp': String(seconds(at)),
    'webhook-signature': `v1a,nonsense ${new Webhook(old).sign('d1', at, body)}`,
  };
  expect(await verifyWebhook({ secret: [fresh, old], headers, body })).toHaveLength(1);
});

test('another secret, another body, another id and a missing header are refused', async () => {
  const headers = await headersOf([old]);
  const refused = [
    { secret: fresh, headers, body },
    { secret: old, headers, body: `${body} ` },
    { secret: old, headers: { ...headers, 'webhook-id': 'd2' }, body },
    { secret: old, headers: { ...headers, 'webhook-signature': undefined }, body },
  ];
  for (const received of refused) await expect(verifyWebhook(received)).rejects.toThrow();
});

test.each([301, -301])('a timestamp %i seconds off is refused', async (off) => {
  const headers = await headersOf([old], new Date(Date.now() - off * 1000));
  await expect(verifyWebhook({ secret: old, headers, body })).rejects.toThrow(/timestamp/);
});
