import { expect, test } from 'vitest';
import { readConfig } from '../../../src/platform/running/config.ts';
import { addressKey, addressRanges, clientAddress } from '../../../src/platform/web/client-address.ts';

const behind = (trusted: string, peer: string, forwardedFor?: string) =>
  clientAddress(addressRanges(trusted), { peer, forwardedFor });

test.each([
  ['nobody is trusted: the peer itself', '', '192.0.2.1', '203.0.113.9', '192.0.2.1'],
  ['no forwarded address', '192.0.2.0/24', '192.0.2.1', undefined, '192.0.2.1'],
  ['a trusted proxy names its client', '192.0.2.0/24', '192.0.2.1', '203.0.113.9', '203.0.113.9'],
  [
    'what the client itself wrote in front does not count',
    '192.0.2.1',
    '192.0.2.1',
    '8.8.8.8, 203.0.113.9',
    '203.0.113.9',
  ],
  ['two proxies, both ours', '192.0.2.1, 10.0.0.0/8', '192.0.2.1', '203.0.113.9, 10.1.2.3', '203.0.113.9'],
  ['a chain of proxies alone', '10.0.0.0/8', '10.0.0.1', '10.0.0.2', '10.0.0.2'],
  ['nonsense stops the reading', '192.0.2.1', '192.0.2.1', '203.0.113.9, <script>', '192.0.2.1'],
  ['IPv4 in the clothes of IPv6', '192.0.2.1', '::ffff:192.0.2.1', '203.0.113.9', '203.0.113.9'],
  ['an empty field', '192.0.2.1', '192.0.2.1', ' , ', '192.0.2.1'],
])('%s', (_, trusted, peer, forwardedFor, expected) => {
  expect(behind(trusted, peer, forwardedFor)).toBe(expected);
});

test.each([
  ['203.0.113.9', '203.0.113.9'],
  ['::ffff:203.0.113.9', '203.0.113.9'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:db8:1:2::9', '2001:db8:1:2::/64'],
  ['', ''],
])('%s is counted as %s', (address, key) => {
  expect(addressKey(address)).toBe(key);
});

test('TRUSTED_PROXIES that holds no address ends the start, and names the entry', () => {
  expect(() => readConfig({ TRUSTED_PROXIES: '10.0.0.0/8, nginx' })).toThrow(/TRUSTED_PROXIES.*nginx/);
  expect(() => readConfig({ TRUSTED_PROXIES: '10.0.0.0/99' })).toThrow(/TRUSTED_PROXIES/);
});
