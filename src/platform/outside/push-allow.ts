import ipaddr from 'ipaddr.js';
import { granted, type Ruling, refused } from '../../kernel/ruling.ts';

// PUSH_ALLOW holds hosts, addresses or CIDRs, each with an optional port, and ':8444' for a port on any host.
// Without an entry only public addresses on the usual ports may be reached: departments sit on private
// networks, so the operator names those, and nobody else can.
type Entry = { host: string | null; range: [Address, number] | null; port: number | null };
type Address = ipaddr.IPv4 | ipaddr.IPv6;

const USUAL_PORTS: ReadonlySet<number> = new Set([443, 8443]);
// Never, whatever the list says: link-local (cloud metadata), multicast, unspecified, reserved.
const NAMEABLE: ReadonlySet<string> = new Set([
  'unicast',
  'private',
  'uniqueLocal',
  'loopback',
  'carrierGradeNat',
]);

export type Target = { host: string; port: number };

export const addressOf = (text: string): Address | undefined =>
  ipaddr.isValid(text) ? ipaddr.process(text) : undefined;

const ENTRY = /^(?:\[([^\]]+)\]|([^:\s]*|[0-9a-f:]+(?:\/\d+)?))(?::(\d+))?$/i;

// A host in Chinese is compared in the spelling that a URL gives it.
const asciiHost = (host: string): string => {
  if (/^[\x21-\x7e]*$/.test(host)) return host.toLowerCase();
  return URL.canParse(`https://${host}/`) ? new URL(`https://${host}/`).hostname : '';
};

const entryOf = (text: string): Entry => {
  const [, bracketed, plain, port] = ENTRY.exec(text) ?? [];
  const name = asciiHost(bracketed ?? plain ?? '');
  const withPort = port === undefined ? null : Number(port);
  if (name.includes('/') && ipaddr.isValidCIDR(name))
    return { host: null, range: ipaddr.parseCIDR(name), port: withPort };
  const address = addressOf(name);
  if (address) return { host: null, range: [address, address.kind() === 'ipv4' ? 32 : 128], port: withPort };
  return { host: name || null, range: null, port: withPort };
};

const HOST = /^(?=.{1,253}$)[a-z\d_]([a-z\d_-]{0,61}[a-z\d])?(\.[a-z\d_]([a-z\d_-]{0,61}[a-z\d])?)*$/;
const isPort = (port: number | null): boolean => port === null || (port >= 1 && port <= 65_535);

/**
 * Could the entry of PUSH_ALLOW ever match something? A misspelt one would be felt only when a push fails.
 */
export const isAllowEntry = (text: string): boolean => {
  const found = ENTRY.test(text) ? entryOf(text) : undefined;
  if (!found || !isPort(found.port)) return false;
  if (found.range !== null) return true;
  return found.host === null ? /^:\d+$/.test(text) : HOST.test(found.host) && !/^[\d.]+$/.test(found.host);
};

const covers = (entry: Entry, host: string, address: Address | undefined): boolean => {
  if (entry.host !== null) return entry.host === host;
  if (entry.range === null) return false;
  const [net, bits] = entry.range;
  return address !== undefined && net.kind() === address.kind() && address.match(net, bits);
};

const isNamed = (entries: readonly Entry[], target: Target, address: Address | undefined) =>
  entries.some((entry) => covers(entry, target.host, address) && (entry.port ?? target.port) === target.port);

// Where an answer of DNS cannot be pinned, only what the operator named may be reached.
export const namesTarget = (allow: readonly string[], target: Target): boolean =>
  isNamed(allow.map(entryOf), target, addressOf(target.host));

const opensPort = (entries: readonly Entry[], port: number) =>
  USUAL_PORTS.has(port) ||
  entries.some((entry) => entry.host === null && entry.range === null && entry.port === port);

/** May a connection to this target go to this address? Asked again at connect time, for every address. */
export const mayReach = (allow: readonly string[], target: Target, address: string): boolean => {
  const found = addressOf(address);
  if (!found) return false;
  const entries = allow.map(entryOf);
  if (!NAMEABLE.has(found.range())) return false;
  if (isNamed(entries, target, found)) return true;
  return found.range() === 'unicast' && opensPort(entries, target.port);
};

const isLoopback = (host: string) => host === 'localhost' || addressOf(host)?.range() === 'loopback';

export const targetOf = (url: URL): Target => ({
  host: url.hostname.replace(/^\[|\]$/g, '').toLowerCase(),
  port: Number(url.port || (url.protocol === 'http:' ? 80 : 443)),
});

// Judges without a network: a name is resolved and judged again when the connection is made.
export const endpointUrl = (allow: readonly string[], text: string): Ruling<string> => {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isPlain = url?.protocol === 'http:';
  if (!url || (!isPlain && url.protocol !== 'https:'))
    return refused('subscription.endpoint', '接收地址须为完整的 https 网址。');
  if (url.username || url.password)
    return refused('subscription.endpoint', '接收地址不得包含用户名或密码；身份由签名证明。');
  const target = targetOf(url);
  const entries = allow.map(entryOf);
  if (isPlain && !(isLoopback(target.host) && isNamed(entries, target, addressOf(target.host))))
    return refused('subscription.endpoint');
  const reachable = addressOf(target.host)
    ? mayReach(allow, target, target.host)
    : isNamed(entries, target, undefined) || (!isLoopback(target.host) && opensPort(entries, target.port));
  url.hash = '';
  return reachable ? granted(url.href) : refused('subscription.endpoint');
};
