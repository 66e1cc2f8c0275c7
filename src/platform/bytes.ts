import { bytesToHex } from '@noble/hashes/utils.js';

// Bytes on their way into a set-based statement: decode(x.sealed, 'hex').
export const hex = (bytes: Uint8Array): string => bytesToHex(bytes);
