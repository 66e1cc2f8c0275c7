import { sha256 } from '@noble/hashes/sha2.js';

// The Merkle tree of RFC 9162, section 2.1: a leaf and an inner node can never be taken for each other.
export const HASH_BYTES = 32;

export const nodeHash = (left: Uint8Array, right: Uint8Array): Uint8Array =>
  sha256.create().update(INNER).update(left).update(right).digest();
const INNER = Uint8Array.of(1);

/** From this level on the complete subtrees are kept. */
export const KEPT_LEVEL = 8;

export type TreeNode = { level: number; place: number; hash: Uint8Array };
export type GrowingTree = {
  size(): number;
  root(): Uint8Array;
  frontier(): Uint8Array;
  add(leaf: Uint8Array): void;
  // Complete subtrees from KEPT_LEVEL on that came about since it was asked last.
  takeNodes(): TreeNode[];
};

// The root of subtrees that stand beside each other, the largest first.
export const rootOf = (subtrees: readonly Uint8Array[]): Uint8Array =>
  subtrees.length === 0
    ? sha256(new Uint8Array(0))
    : subtrees.reduceRight((right, left) => nodeHash(left, right));

export const hashesIn = (bytes: Uint8Array): Uint8Array[] =>
  Array.from({ length: bytes.length / HASH_BYTES }, (_, at) =>
    bytes.subarray(at * HASH_BYTES, (at + 1) * HASH_BYTES),
  );

export const concatenated = (parts: readonly Uint8Array[]): Uint8Array => {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
};

// Goes on from a tree of which only the frontier is known.
export const growingTree = (from: { size: number; frontier: Uint8Array }): GrowingTree => {
  let { size } = from;
  const subtrees = hashesIn(from.frontier);
  let nodes: TreeNode[] = [];
  const add = (leaf: Uint8Array) => {
    let hash = leaf;
    let place = size;
    for (let level = 1; place % 2 === 1; level++) {
      hash = nodeHash(subtrees.pop() as Uint8Array, hash);
      place = (place - 1) / 2;
      if (level >= KEPT_LEVEL) nodes.push({ level, place, hash });
    }
    subtrees.push(hash);
    size += 1;
  };
  return {
    size: () => size,
    root: () => rootOf(subtrees),
    frontier: () => concatenated(subtrees),
    add,
    takeNodes: () => {
      const taken = nodes;
      nodes = [];
      return taken;
    },
  };
};
