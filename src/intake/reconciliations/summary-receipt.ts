import { toBase64Url } from '../../platform/keys/bytes.ts';
import type { Summary } from './reconciliation.rules.ts';

type Sign = (text: string) => Uint8Array;

// No text of another kind begins so: what is signed here is no check's signature, nor the other way about.
const signatureOf = (text: string, sign: Sign) => toBase64Url(sign(`reconciliation\n${text}`));

// The summary and the proof that it is the registry's, as one word: what was signed is what is in it.
export const receiptOfSummary = (summary: Summary, sign: Sign): string => {
  const text = JSON.stringify(summary);
  return `${toBase64Url(new TextEncoder().encode(text))}.${signatureOf(text, sign)}`;
};

// Gives the text that was signed; null where it is not ours.
export const readReceipt = (receipt: string, sign: Sign): string | null => {
  const [body = '', signature = ''] = receipt.split('.');
  const text = decoded(body);
  return text !== null && isSame(signature, signatureOf(text, sign)) ? text : null;
};

const decoded = (body: string): string | null => {
  try {
    const bytes = Uint8Array.from(atob(body.replaceAll('-', '+').replaceAll('_', '/')), (char) =>
      char.charCodeAt(0),
    );
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
};

// It takes the same time wherever the two differ.
const isSame = (a: string, b: string): boolean => {
  if (a.length !== b.length) return false;
  let difference = 0;
  for (let at = 0; at < a.length; at++) difference |= a.charCodeAt(at) ^ b.charCodeAt(at);
  return difference === 0;
};
