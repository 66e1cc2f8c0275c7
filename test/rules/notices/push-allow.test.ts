import { expect, test } from 'vitest';
import {
  endpointUrl,
  isAllowEntry,
  mayReach,
  namesTarget,
  targetOf,
} from '../../../src/platform/outside/push-allow.ts';
import { readConfig } from '../../../src/platform/running/config.ts';

const reach = (allow: string[], host: string, address: string, port = 443) =>
  mayReach(allow, { host, port }, address);

test.each([
  '127.0.0.1',
  '10.1.2.3',
  '172.16.0.1',
  '192.168.1.1',
  '169.254.169.254',
  '100.64.0.1',
  '0.0.0.0',
  '224.0.0.1',
  '::1',
  '::ffff:10.0.0.1',
  'fe80::1',
  'fd00::1',
  '64:ff9b::a00:1',
  'nonsense',
])('%s is out of reach unless the operator names it', (address) => {
  expect(reach([], 'receiver.test', address)).toBe(false);
});

test('a public address is reached on the usual ports', () => {
  expect([443, 8443, 22, 80].map((port) => reach([], 'receiver.test', '203.0.114.9', port))).toEqual([
    true,
    true,
    false,
    false,
  ]);
});

test.each([
  [['10.0.0.0/8'], '10.9.9.9', 443, true],
  [['10.0.0.0/8'], '11.9.9.9', 22, false],
  [['10.0.0.0/8:9443'], '10.9.9.9', 9443, true],
  [['10.0.0.0/8:9443'], '10.9.9.9', 443, false],
  [['receiver.test'], '192.168.1.5', 443, true],
  [['receiver.test'], '169.254.169.254', 443, false],
  [['other.test'], '192.168.1.5', 443, false],
  [[':9443'], '203.0.114.9', 9443, true],
  [[':9443'], '10.0.0.1', 9443, false],
  [['[fd00::5]:443'], 'fd00::5', 443, true],
] as const)('%o lets a push to receiver.test at %s:%i through: %s', (allow, address, port, may) => {
  expect(reach([...allow], 'receiver.test', address, port)).toBe(may);
});

test.each([
  [[], 'http://127.0.0.1:9000/x', false],
  [['127.0.0.1'], 'http://127.0.0.1:9000/x', true],
  [['127.0.0.1:9001'], 'http://127.0.0.1:9000/x', false],
  [['localhost'], 'http://localhost:9000/x', true],
  [['10.0.0.1'], 'http://10.0.0.1/x', false],
  [['10.0.0.1'], 'https://10.0.0.1/x', true],
  [['127.0.0.1'], 'http://2130706433:9000/x', true],
  [[], 'https://2130706433/x', false],
  [[], 'https://localhost/x', false],
  [[], 'https://receiver.test/x', true],
  [[], 'https://receiver.test:9443/x', false],
  [['receiver.test:9443'], 'https://receiver.test:9443/x', true],
] as const)('%o takes %s as an endpoint: %s', (allow, url, good) => {
  expect(endpointUrl([...allow], url).ok).toBe(good);
});

test.each([
  ['接收.示例.政务', 'https://接收.示例.政务/x'],
  ['接收.示例.政务:8444', 'https://接收.示例.政务:8444/x'],
  ['接收.示例.政务', 'https://xn--gzuu8a.xn--fsq092h.xn--zfr164b/x'],
  ['XN--FSQ092H.xn--zfr164b', 'https://示例.政务/x'],
  ['接收。示例。政务', 'https://接收.示例.政务/x'],
  ['ＲＥＣＥＩＶＥＲ.test', 'https://receiver.test/x'],
])('%s names the host of %s', (entry, url) => {
  expect(isAllowEntry(entry)).toBe(true);
  expect(namesTarget([entry], targetOf(new URL(url)))).toBe(true);
});

test.each([
  'https://receiver.test',
  'receiver.test/',
  'receiver.test.',
  'a.test，b.test',
  'a.test；b.test',
  '*.receiver.test',
  'receiver..test',
  '10.0.0.0/33',
  '999.1.1.1',
  '[fd00::1',
  'receiver.test:0',
  'receiver.test:70000',
  ':',
  '接收 示例:x',
])('PUSH_ALLOW with “%s” ends the start with one line that names it', (entry) => {
  const line = () => readConfig({ PUSH_ALLOW: `10.0.0.0/8,${entry}` });
  expect(line).toThrow(/^环境变量 PUSH_ALLOW 的值无效：“.+”不是主机名/);
});

test('hosts, addresses, ranges and ports are read as they were', () => {
  const entries = [
    'receiver.test',
    'localhost:9000',
    '127.0.0.1:8444',
    '10.0.0.0/8:9443',
    'fd00::/8',
    '[::1]:80',
    ':8444',
  ];
  expect(readConfig({ PUSH_ALLOW: entries.join(', ') }).pushAllow).toEqual(entries);
});
