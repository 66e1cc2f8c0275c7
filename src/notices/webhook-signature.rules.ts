// Standard Webhooks v1: HMAC-SHA256 over id.timestamp.body, one signature for each live secret, so that the holder
// of the old or of the new secret verifies while a secret is being exchanged.
const PREFIX = 'whsec_';
const encoder = new TextEncoder();

export type SigningKey = CryptoKey;

const toBase64 = (bytes: Uint8Array) => btoa(String.fromCharCode(...bytes));

export const secretText = (random: Uint8Array): string => PREFIX + toBase64(random);

export const signingKey = (secret: string): Promise<SigningKey> => {
  const bytes = Uint8Array.from(atob(secret.slice(PREFIX.length)), (char) => char.charCodeAt(0));
  return crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
};

export const signatureHeader = async (
  keys: readonly SigningKey[],
  message: { id: string; timestamp: number; body: string },
): Promise<string> => {
  const signed = encoder.encode(`${message.id}.${message.timestamp}.${message.body}`);
  const all = await Promise.all(keys.map((key) => crypto.subtle.sign('HMAC', key, signed)));
  return all.map((bytes) => `v1,${toBase64(new Uint8Array(bytes))}`).join(' ');
};
