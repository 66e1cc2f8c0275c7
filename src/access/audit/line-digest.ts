import { sha256 } from '@noble/hashes/sha2.js';
import type { RawLine } from './seal.store.ts';

const encoder = new TextEncoder();
const hexOf = (micros: number) => BigInt.asUintN(64, BigInt(micros)).toString(16).padStart(16, '0');

// As audit_digest() of the first migrations, which the database's owner may replace.
export const lineDigest = (line: Omit<RawLine, 'digest' | 'xid' | 'id'>): Uint8Array =>
  sha256(
    encoder.encode(
      [
        hexOf(line.micros),
        line.agencyId ?? '-',
        line.actor,
        line.action,
        line.subjectId ?? '-',
        line.about,
        line.requestId ?? '-',
      ].join('\u001f'),
    ),
  );

const LEAF = Uint8Array.of(0);

/** A line's part in the fold of its seal, and behind 0 to the tree. */
export const sealedBytes = (id: number, digest: Uint8Array): Uint8Array => {
  const bytes = new Uint8Array(40);
  bytes.set(digest);
  new DataView(bytes.buffer).setBigInt64(32, BigInt(id));
  return bytes;
};

export const leafHash = (bytes: Uint8Array): Uint8Array =>
  sha256.create().update(LEAF).update(bytes).digest();
