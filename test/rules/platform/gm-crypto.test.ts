import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nativeGm, nativeHashes } from '../../../src/node/native-crypto.ts';
import { fromHex, hex } from '../../../src/platform/keys/bytes.ts';
import { portableGm } from '../../../src/platform/keys/data-key.ts';
import { isSignedBySm2, portableSm3, sm2Signer, sm4Gcm } from '../../../src/platform/keys/gm-crypto.ts';
import { openVault } from '../../../src/platform/keys/vault.ts';

const master = Buffer.alloc(32, 7).toString('base64');
const flipped = (bytes: Uint8Array, at: number) =>
  bytes.map((byte, place) => (place === at ? byte ^ 1 : byte));

test('SM4-GCM gives the answers of RFC 8998, A.1', () => {
  const [key, nonce] = [fromHex('0123456789abcdeffedcba9876543210'), fromHex('00001234567800000000abcd')];
  const bound = fromHex('feedfacedeadbeeffeedfacedeadbeefabaddad2');
  const plain = fromHex(
    'aaaaaaaaaaaaaaaabbbbbbbbbbbbbbbbccccccccccccccccddddddddddddddddeeeeeeeeeeeeeeeeffffffffffffffffeeeeeeeeeeeeeeeeaaaaaaaaaaaaaaaa',
  );
  const sealed = sm4Gcm(key).encrypt(nonce, plain, bound);
  expect(hex(sealed)).toBe(
    '17f399f08c67d5ee19d0dc9969c4bb7d5fd46fd3756489069157b282bb200735d82710ca5c22f0ccfa7cbf93d496ac15a56834cbcf98c397b4024a2691233b8d' +
      '83de3541e4c2b58177e065a9bf7b62ec',
  );
  expect(sm4Gcm(key).decrypt(nonce, sealed, bound)).toEqual(plain);
});

// GB/T 32905-2016, A.1, and RFC 2104 over it as OpenSSL reckons it.
test('HMAC-SM3 is the same here and on Workers', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: 64 }), fc.string(), (key, text) => {
      expect(hex(portableSm3(key)(text))).toBe(hex(nativeHashes.sm3(key)(text)));
    }),
  );
});

test('SM2 takes the signature of GB/T 32918.2-2016, A.2, and no other', () => {
  const key = fromHex(
    '0409f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13',
  );
  const signature = fromHex(
    'f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa',
  );
  expect(isSignedBySm2(key, 'message digest', signature)).toBe(true);
  expect(isSignedBySm2(key, 'message digesT', signature)).toBe(false);
  for (const at of [0, 31, 32, 63])
    expect(isSignedBySm2(key, 'message digest', flipped(signature, at))).toBe(false);
  expect(isSignedBySm2(key, 'message digest', signature.slice(1))).toBe(false);
});

test('a secret that is derived signs, and its public key tells', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ minLength: 32, maxLength: 32 }), fc.string(), async (seed, text) => {
      const signer = sm2Signer(seed);
      const signature = await signer.sign(text);
      expect([signature.length, signer.publicKey.length]).toEqual([64, 65]);
      expect(await signer.isSigned(text, signature)).toBe(true);
      expect(await signer.isSigned(`${text}x`, signature)).toBe(false);
    }),
    { numRuns: 20 },
  );
});

test('Node and Workers seal alike under the suite, and neither opens what the other suite sealed', async () => {
  const [node, worker, other] = await Promise.all([
    openVault(master, nativeGm),
    openVault(master, portableGm),
    openVault(master),
  ]);
  await fc.assert(
    fc.asyncProperty(fc.string({ minLength: 1 }), fc.string(), async (plain, purpose) => {
      const sealed = await node.seal(plain, purpose);
      expect(await worker.openText(sealed, purpose)).toBe(plain.toWellFormed());
      await expect(worker.open(sealed, `${purpose}x`)).rejects.toThrow();
      await expect(worker.open(flipped(sealed, sealed.length - 1), purpose)).rejects.toThrow();
      await expect(other.open(sealed, purpose)).rejects.toThrow();
      expect(worker.blindIndex(plain)).toBe(node.blindIndex(plain));
      expect(other.blindIndex(plain)).not.toBe(node.blindIndex(plain));
      expect(worker.openSealedText(node.sealText(plain))).toBe(plain.toWellFormed());
    }),
    { numRuns: 40 },
  );
});
