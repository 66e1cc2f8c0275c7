import type { Db } from '../../platform/door/db.ts';
import { checkpointsAround, keptNodes, leavesBetween } from './checkpoint.store.ts';
import { growingTree, KEPT_LEVEL, rootOf } from './merkle.ts';
import { type Lines, type Subtree, subtreesOf } from './proof-ranges.rules.ts';

const keyOf = ({ level, place }: Subtree) => `${level}/${place}`;

/** Where lines by their place stand: in the seals from … to, behind the first few. */
export const coveredAt = async (db: Db, { from, to }: Lines) => {
  const { before } = await checkpointsAround(db, from);
  const { covering } = await checkpointsAround(db, to - 1);
  return {
    seals: { after: before?.sealNo ?? 0, upTo: covering?.sealNo ?? 0 },
    skip: from - (before?.size ?? 0),
    count: to - from,
  };
};

// A small subtree is not kept: it is reckoned from its lines.
const fromLines = async (db: Db, { level, place }: Subtree): Promise<Uint8Array> => {
  const size = 2 ** level;
  const tree = growingTree({ size: 0, frontier: new Uint8Array(0) });
  const covered = await coveredAt(db, { from: place * size, to: (place + 1) * size });
  for (const leaf of await leavesBetween(db, covered)) tree.add(leaf);
  return tree.root();
};

/** The root of each of several parts of the tree. */
export const rootsOf = async (db: Db, parts: readonly Lines[]): Promise<Uint8Array[]> => {
  const wanted = parts.flatMap(subtreesOf);
  const known = new Map<string, Uint8Array>();
  for (const node of await keptNodes(
    db,
    wanted.filter(({ level }) => level >= KEPT_LEVEL),
  ))
    known.set(keyOf(node), node.hash);
  for (const subtree of wanted)
    if (!known.has(keyOf(subtree))) known.set(keyOf(subtree), await fromLines(db, subtree));
  return parts.map((part) =>
    rootOf(subtreesOf(part).map((subtree) => known.get(keyOf(subtree)) as Uint8Array)),
  );
};
