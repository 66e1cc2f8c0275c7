// The parts of the tree that make a proof (RFC 9162, sections 2.1.3 and 2.1.4), each as the lines from … to before …
export type Lines = { from: number; to: number };

// The largest power of two below a size.
const split = (size: number): number => 2 ** Math.floor(Math.log2(size - 1));

/** From the leaf upwards: the sibling of each step to the root of the tree of so many lines. */
export const inclusionPath = (place: number, { from, to }: Lines): Lines[] => {
  if (to - from <= 1) return [];
  const middle = from + split(to - from);
  return place < middle
    ? [...inclusionPath(place, { from, to: middle }), { from: middle, to }]
    : [...inclusionPath(place, { from: middle, to }), { from, to: middle }];
};

/** Proves that the tree of the first lines is a beginning of the tree of all. */
export const consistencyPath = (first: number, size: number): Lines[] =>
  first === 0 || first === size ? [] : subProof(first, { from: 0, to: size }, true);

// isKnown: the part is the whole earlier tree, whose root the asker has.
const subProof = (first: number, { from, to }: Lines, isKnown: boolean): Lines[] => {
  if (first === to) return isKnown ? [] : [{ from, to }];
  const middle = from + split(to - from);
  return first <= middle
    ? [...subProof(first, { from, to: middle }, isKnown), { from: middle, to }]
    : [...subProof(first, { from: middle, to }, false), { from, to: middle }];
};

export type Subtree = { level: number; place: number };

/** The complete subtrees of a part, the largest first. A part begins where such a tree may begin. */
export const subtreesOf = ({ from, to }: Lines): Subtree[] => {
  const found: Subtree[] = [];
  for (let at = from; at < to; ) {
    let level = Math.floor(Math.log2(to - at));
    while (at % 2 ** level !== 0) level--;
    found.push({ level, place: at / 2 ** level });
    at += 2 ** level;
  }
  return found;
};
