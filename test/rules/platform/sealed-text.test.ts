import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nativeCrypto } from '../../../src/node/native-crypto.ts';
import { isSealedText } from '../../../src/platform/keys/sealed-text.ts';
import { UNREADABLE_TEXT, unsealing } from '../../../src/platform/keys/unsealing.ts';
import { openVault } from '../../../src/platform/keys/vault.ts';

const keyOf = (byte: number) => Buffer.alloc(32, byte).toString('base64');

test('a text is sealed alike on Node and Workers, each time the same, and opens on both', async () => {
  const [node, worker] = [await openVault(keyOf(7), nativeCrypto), await openVault(keyOf(7))];
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (text) => {
      fc.pre(!isSealedText(text));
      const sealed = node.sealText(text);
      expect(worker.sealText(text)).toBe(sealed);
      expect(sealed).not.toContain(text.length > 3 ? text : ' ');
      expect([node.openSealedText(sealed), worker.openSealedText(sealed)]).toEqual([text, text]);
    }),
  );
});

test('what does not open, or was sealed by another key, spoils no other value', async () => {
  const [own, other] = [await openVault(keyOf(7), nativeCrypto), await openVault(keyOf(8), nativeCrypto)];
  const said: string[] = [];
  const reads = unsealing();
  const sealed = own.sealText('示例甲');
  expect(reads.text(sealed)).toBe(sealed);
  reads.unsealBy({ vault: own, log: (_level, event) => said.push(event) });
  const changed = `${sealed.slice(0, -3)}AAA`;
  const json = JSON.stringify({ a: sealed, b: other.sealText('示例乙'), c: changed, d: ['\\u0001x', 1] });
  expect(reads.json(json)).toEqual({
    a: '示例甲',
    b: UNREADABLE_TEXT,
    c: UNREADABLE_TEXT,
    d: ['\\u0001x', 1],
  });
  expect([reads.text(sealed), reads.text('示例丙')]).toEqual(['示例甲', '示例丙']);
  expect(said).toEqual(['sealed.unreadable', 'sealed.unreadable']);
});
