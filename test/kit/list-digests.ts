import { createHash } from 'node:crypto';

const sha256 = (bytes: string | Uint8Array) => createHash('sha256').update(bytes).digest();

// The digest of a whole list, as docs/client.md tells an agency to make it of its own rows.
export const listDigest = (keys: readonly (readonly string[])[]): string =>
  sha256(Buffer.concat(keys.map((key) => sha256(key.join('\t'))).sort(Buffer.compare))).toString('hex');
