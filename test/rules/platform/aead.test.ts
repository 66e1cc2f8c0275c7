import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nativeCrypto } from '../../../src/node/native-crypto.ts';
import { portableAead } from '../../../src/platform/keys/portable-crypto.ts';
import { openVault } from '../../../src/platform/keys/vault.ts';

const master = Buffer.alloc(32, 7).toString('base64');

test('Node and Workers seal alike: each opens what the other sealed, and nothing under another purpose', async () => {
  const node = await openVault(master, nativeCrypto);
  const worker = await openVault(master);
  await fc.assert(
    fc.asyncProperty(fc.string(), fc.string(), async (plain, purpose) => {
      expect(await worker.openText(await node.seal(plain, purpose), purpose)).toBe(plain.toWellFormed());
      expect(await node.openText(await worker.seal(plain, purpose), purpose)).toBe(plain.toWellFormed());
      await expect(worker.open(await node.seal(plain, purpose), `${purpose}x`)).rejects.toThrow();
      expect(node.blindIndex(plain)).toBe(worker.blindIndex(plain));
    }),
    { numRuns: 50 },
  );
});

test('the same key, nonce, text and binding give the same bytes on both', async () => {
  const key = new Uint8Array(32).fill(3);
  const [native, portable] = await Promise.all([nativeCrypto.aead(key), portableAead(key)]);
  const parts = [12, 40, 9].map((length, at) => new Uint8Array(length).fill(at)) as [
    Uint8Array,
    Uint8Array,
    Uint8Array,
  ];
  const sealed = await native.encrypt(...parts);
  expect([...sealed]).toEqual([...(await portable.encrypt(...parts))]);
  const [nonce, plain, bound] = parts;
  for (const one of [native, portable])
    expect([...(await one.decrypt(nonce, sealed, bound))]).toEqual([...plain]);
});
