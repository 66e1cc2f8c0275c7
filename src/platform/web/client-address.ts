import ipaddr from 'ipaddr.js';

type Range = [ipaddr.IPv4 | ipaddr.IPv6, number];

export type AddressRanges = readonly Range[];

const parsed = (text: string) => (ipaddr.isValid(text) ? ipaddr.process(text) : undefined);

const rangeOf = (entry: string): Range | undefined => {
  if (ipaddr.isValidCIDR(entry)) return ipaddr.parseCIDR(entry);
  const address = parsed(entry);
  return address && [address, address.kind() === 'ipv4' ? 32 : 128];
};

export const isAddressRange = (text: string): boolean => rangeOf(text) !== undefined;

/**
 * TRUSTED_PROXIES: addresses or CIDRs, divided by commas or blanks. Throws with the entry that is neither.
 */
export const addressRanges = (text: string): AddressRanges =>
  text
    .split(/[\s,]+/)
    .filter(Boolean)
    .map((entry): Range => {
      const range = rangeOf(entry);
      if (!range) throw new Error(`${entry} 既不是地址也不是网段`);
      return range;
    });

export const isWithin = (ranges: AddressRanges, text: string): boolean => {
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
  trusted: AddressRanges,
  { peer, forwardedFor }: { peer: string; forwardedFor: string | undefined },
): string => {
  const hops = [...(forwardedFor ?? '').split(',').map((hop) => hop.trim()), peer].filter(Boolean);
  let client = peer;
  for (const hop of hops.reverse()) {
    if (!parsed(hop)) break;
    client = hop;
    if (!isWithin(trusted, hop)) break;
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
