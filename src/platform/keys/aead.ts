// AES-256-GCM: what is sealed cannot be read or changed without the key, nor taken for what
// was sealed under another text.
export type Encrypt = (
  nonce: Uint8Array,
  plain: Uint8Array,
  bound: Uint8Array,
) => Uint8Array | Promise<Uint8Array>;
export type Aead = (key: Uint8Array) => Promise<Encrypt>;

// The same on Workers; Node brings its own, which spares every row of an import a job in another thread.
export const portableAead: Aead = async (key) => {
  const secret = await crypto.subtle.importKey('raw', key.slice(), 'AES-GCM', false, ['encrypt']);
  return async (nonce, plain, bound) => {
    const parameters = { name: 'AES-GCM', iv: nonce.slice(), additionalData: bound.slice() };
    return new Uint8Array(await crypto.subtle.encrypt(parameters, secret, plain.slice()));
  };
};
