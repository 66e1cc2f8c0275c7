import { sm3 } from 'sm-crypto-v2';
import { fromHex } from '../platform/keys/bytes.ts';
import type { KeyedHash } from '../platform/keys/portable-crypto.ts';

const encoder = new TextEncoder();

// HMAC-SM3 where the platform has no SM3 of its own.
// Basis: GB/T 32905-2016, GB/T 15852.2-2012
export const portableSm3: KeyedHash = (key) => (text) =>
  fromHex(sm3(encoder.encode(text), { key, mode: 'hmac' }));
