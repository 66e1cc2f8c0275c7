import ipaddr from 'ipaddr.js';

type Range = [ipaddr.IPv4 | ipaddr.IPv6, number];

export type TrustedRanges = readonly Range[];

const parsed = (text: string) => (ipaddr.isValid(text) ? ipaddr.process(text) : undefined);

/**
 * TRUSTED_PROXIES: addresses or CIDRs, divided by commas or blanks. Throws with the entry that is neither.
 */
export const trustedRanges = (text: string): TrustedRanges =>
  text
    .split(/[\s,]+/)
    .filter(Boolean)
    .map((entry): Range => {
      if (ipaddr.isValidCIDR(entry)) return ipaddr.parseCIDR(entry);
      const address = parsed(entry);
      if (!address) throw new Error(`${entry} 既不是地址也不是网段`);
      return [address, address.kind() === 'ipv4' ? 32 : 128];
    });

export const isTrusted = (ranges: TrustedRanges, text: string): boolean => {
  const address = parsed(text);
  return (
    address !== undefined &&
    ranges.some(([net, bits]) => net.kind() === address.kind() && address.match(net, bits))
  );
};

/**
 * The address behind a connection. A forwarded address counts only as far as the proxies that name it are
 * trusted: read from the right, the first that is no trusted proxy is the client's.
 */
export const clientAddress = (
  trusted: TrustedRanges,
  { peer, forwardedFor }: { peer: string; forwardedFor: string | undefined },
): string => {
  const hops = [...(forwardedFor ?? '').split(',').map((hop) => hop.trim()), peer].filter(Boolean);
  let client = peer;
  for (const hop of hops.reverse()) {
    if (!parsed(hop)) break;
    client = hop;
    if (!isTrusted(trusted, hop)) break;
  }
  return client;
};

/**
 * One counter for one subscriber line: an IPv6 customer holds a whole /64 and could change the rest at will.
 */
export const addressKey = (text: string): string => {
  const address = parsed(text);
  if (!address || address.kind() === 'ipv4') return address?.toString() ?? text.slice(0, 64);
  return `${(address as ipaddr.IPv6).parts
    .slice(0, 4)
    .map((part) => part.toString(16))
    .join(':')}::/64`;
};
