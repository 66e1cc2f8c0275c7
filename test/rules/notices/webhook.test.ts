import { createHmac } from 'node:crypto';
import { bytesToHex } from '@noble/hashes/utils.js';
import fc from 'fast-check';
import { Webhook } from 'standardwebhooks';
import { expect, test } from 'vitest';
import { verifyWebhook } from '../../../src/client/verify-webhook.ts';
import { nativeHashes } from '../../../src/node/native-crypto.ts';
import {
  secretText,
  signatureHeader,
  signingWith,
} from '../../../src/notices/delivery/webhook-signature.rules.ts';
import { portableSm3 } from '../../../src/platform/keys/gm-crypto.ts';
import { portableSha256 } from '../../../src/platform/keys/portable-crypto.ts';

const [old, fresh] = [1, 2].map((byte) => secretText(new Uint8Array(32).fill(byte))) as [string, string];
const body = JSON.stringify([{ specversion: '1.0', id: 'n', type: 'registry.ping', data: {} }]);
const seconds = (at: Date) => Math.floor(at.getTime() / 1000);

const headersOf = (secrets: string[], { at = new Date(), withSm3 = false } = {}) => ({
  'webhook-id': 'd1',
  'webhook-timestamp': String(seconds(at)),
  'webhook-signature': signatureHeader(
    secrets.map((secret) => signingWith(nativeHashes, secret)),
    { id: 'd1', timestamp: seconds(at), body },
    { withSm3 },
  ),
});

test('the public library and ours verify what we sign, with either of two live secrets', async () => {
  const headers = headersOf([old, fresh]);
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
  const headers = headersOf([old]);
  const refused = [
    { secret: fresh, headers, body },
    { secret: old, headers, body: `${body} ` },
    { secret: old, headers: { ...headers, 'webhook-id': 'd2' }, body },
    { secret: old, headers: { ...headers, 'webhook-signature': undefined }, body },
  ];
  for (const received of refused) await expect(verifyWebhook(received)).rejects.toThrow();
});

test.each([301, -301])('a timestamp %i seconds off is refused', async (off) => {
  const headers = headersOf([old], { at: new Date(Date.now() - off * 1000) });
  await expect(verifyWebhook({ secret: old, headers, body })).rejects.toThrow(/timestamp/);
});

// Basis: GM/T 0042-2015 annex D.3
test('HMAC-SM3 as the standard computes it, on Node and on Workers', () => {
  const key = Uint8Array.from({ length: 32 }, (_, place) => place + 1);
  const text = 'abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq'.repeat(2);
  const expected = 'ca05e144ed05d1857840d1f318a4a8669e559fc8391f414485bfdf7bb408963a';
  for (const sm3 of [nativeHashes.sm3, portableSm3]) expect(bytesToHex(sm3(key)(text))).toBe(expected);
});

test('both platforms sign alike, whatever the secret and the text', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ minLength: 1, maxLength: 200 }),
      fc.string({ unit: 'binary' }),
      (key, text) => {
        expect(bytesToHex(portableSm3(key)(text))).toBe(bytesToHex(nativeHashes.sm3(key)(text)));
        expect(bytesToHex(portableSha256(key)(text))).toBe(bytesToHex(nativeHashes.sha256(key)(text)));
      },
    ),
  );
});

test('an SM3 signature stands beside the standard one, which the public library still verifies', () => {
  const headers = headersOf([old, fresh], { withSm3: true });
  for (const secret of [old, fresh])
    expect(new Webhook(secret).verify(body, headers)).toEqual(JSON.parse(body));
  const key = Buffer.from(fresh.slice('whsec_'.length), 'base64');
  const signed = createHmac('sm3', key).update(`d1.${headers['webhook-timestamp']}.${body}`).digest('base64');
  expect(headers['webhook-signature'].split(' ')).toContain(`v1sm3,${signed}`);
});
