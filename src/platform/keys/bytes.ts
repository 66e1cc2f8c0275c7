import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';

// Bytes on their way into a set-based statement: decode(x.sealed, 'hex').
export const hex = (bytes: Uint8Array): string => bytesToHex(bytes);

export const fromHex = (text: string): Uint8Array => hexToBytes(text);
