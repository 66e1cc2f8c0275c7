const LOOPBACK = /^(127\.0\.0\.1|localhost|\[::1\])$/;

/** An address that secrets may be sent to: https, or this machine. */
export const isSafeAddress = (text: string): boolean => {
  const { protocol, hostname } = new URL(text);
  return protocol === 'https:' || (protocol === 'http:' && LOOPBACK.test(hostname));
};
