const POOL_BYTES = 8192;

// A system call for each identifier costs more than the rest of a check: draws from the system's generator in
// blocks. Bytes are handed out once and then cleared.
export const randomPool = (
  fill: (into: Uint8Array<ArrayBuffer>) => unknown,
): ((count: number) => Uint8Array) => {
  const pool = new Uint8Array(POOL_BYTES);
  let used = POOL_BYTES;
  return (count) => {
    if (count > POOL_BYTES) throw new RangeError('more random bytes than the pool holds');
    if (used + count > POOL_BYTES) {
      fill(pool);
      used = 0;
    }
    const drawn = pool.slice(used, used + count);
    pool.fill(0, used, used + count);
    used += count;
    return drawn;
  };
};
