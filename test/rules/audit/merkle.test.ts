import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { leafHash } from '../../../src/access/audit/line-digest.ts';
import { growingTree, HASH_BYTES, nodeHash, rootOf } from '../../../src/access/audit/merkle.ts';
import {
  consistencyPath,
  inclusionPath,
  type Lines,
  subtreesOf,
} from '../../../src/access/audit/proof-ranges.rules.ts';
import { isConsistent, isIncluded } from '../../../src/client/verify-trail.ts';

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
const aTree = () => growingTree({ size: 0, frontier: new Uint8Array(0) });

// The reference leaves and roots of Certificate Transparency (RFC 6962), which every implementation gives.
const known = [
  ['', '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d'],
  ['00', 'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125'],
  ['10', 'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77'],
  ['2021', 'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7'],
  ['3031', '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4'],
  ['40414243', '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef'],
  ['5051525354555657', 'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c'],
  ['606162636465666768696a6b6c6d6e6f', '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328'],
] as const;

test('the tree has the roots that RFC 6962 and 9162 give it', () => {
  const tree = aTree();
  expect(hex(tree.root())).toBe(createHash('sha256').digest('hex'));
  for (const [leaf, root] of known) {
    tree.add(leafHash(Buffer.from(leaf, 'hex')));
    expect(hex(tree.root())).toBe(root);
  }
});

const leaves = Array.from({ length: 70 }, (_, at) => leafHash(Uint8Array.of(at)));
const over = ({ from, to }: Lines): Uint8Array => {
  const tree = aTree();
  for (const leaf of leaves.slice(from, to)) tree.add(leaf);
  return tree.root();
};
const treeOf = (size: number) => ({ size, root: base64(over({ from: 0, to: size })) });

test('each proof of each size up to seventy is what a verifier asks for', async () => {
  for (let size = 1; size <= leaves.length; size++) {
    const to = treeOf(size);
    for (let place = 0; place < size; place++) {
      const path = inclusionPath(place, { from: 0, to: size }).map(over).map(base64);
      const proof = { ...to, place, leaf: base64(leaves[place] as Uint8Array), path };
      expect([size, place, await isIncluded(proof)]).toEqual([size, place, true]);
      expect(await isIncluded({ ...proof, leaf: base64(over({ from: 0, to: size + 1 })) })).toBe(false);
    }
    for (let first = 1; first <= size; first++) {
      const path = consistencyPath(first, size).map(over).map(base64);
      expect([size, first, await isConsistent({ from: treeOf(first), to, path })]).toEqual([
        size,
        first,
        true,
      ]);
      const other = { size: first, root: base64(leafHash(Uint8Array.of(255))) };
      expect(await isConsistent({ from: other, to, path })).toBe(false);
    }
  }
});

test('a part is put together of complete subtrees, and a tree goes on from its frontier', () => {
  for (let size = 1; size <= leaves.length; size++) {
    const parts = subtreesOf({ from: 0, to: size });
    const roots = parts.map(({ level, place }) =>
      over({ from: place * 2 ** level, to: (place + 1) * 2 ** level }),
    );
    expect(hex(rootOf(roots))).toBe(hex(over({ from: 0, to: size })));
    const tree = aTree();
    for (const leaf of leaves.slice(0, size)) tree.add(leaf);
    expect(tree.frontier().length).toBe(parts.length * HASH_BYTES);
    const later = growingTree({ size, frontier: tree.frontier() });
    later.add(leaves[0] as Uint8Array);
    tree.add(leaves[0] as Uint8Array);
    expect(hex(later.root())).toBe(hex(tree.root()));
  }
});

test('subtrees of 256 lines and more are given out once, when they are complete', () => {
  const tree = aTree();
  for (let at = 0; at < 1023; at++) tree.add(leafHash(Uint8Array.of(at % 256)));
  expect(tree.takeNodes().map(({ level, place }) => [level, place])).toEqual([
    [8, 0],
    [8, 1],
    [9, 0],
    [8, 2],
  ]);
  tree.add(leafHash(Uint8Array.of(0)));
  const grown = tree.takeNodes();
  expect(grown.map(({ level, place }) => [level, place])).toEqual([
    [8, 3],
    [9, 1],
    [10, 0],
  ]);
  expect(hex(grown.at(-1)?.hash ?? new Uint8Array())).toBe(hex(tree.root()));
  expect(hex(nodeHash(new Uint8Array(32), new Uint8Array(32)))).toBe(
    createHash('sha256')
      .update(Buffer.alloc(65, 0).fill(1, 0, 1))
      .digest('hex'),
  );
});
