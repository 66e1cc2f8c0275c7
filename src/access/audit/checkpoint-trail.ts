import { type Db, patiently } from '../../platform/door/db.ts';
import type { Deps } from '../../platform/door/deps.ts';
import { holdLock } from '../../platform/door/named-locks.ts';
import { hex } from '../../platform/keys/bytes.ts';
import {
  type CheckpointRow,
  type CoveredSeal,
  coveredSeals,
  insertCheckpoint,
  insertNodes,
  lastCheckpoint,
  sealsToCover,
} from './checkpoint.store.ts';
import type { Marker } from './checkpoint-note.rules.ts';
import { type GrowingTree, growingTree, hashesIn, rootOf } from './merkle.ts';
import { base64, provedCheckpoint, signCheckpoint } from './note-signing.ts';
import { GENESIS, sealText } from './seal.rules.ts';
import { TrailForged } from './trail-forged.ts';

// Enough for a busy minute; a long history is covered bite by bite, each a transaction of its own.
const MOST_LINES = 20_000;
const MOST_SEALS = 1000;

// Signs the tree of all lines sealed so far, going on from the checkpoint before; answers whether there may be more.
// isAdopting: seals of a release that had no key are covered as they are.
export const checkpointTrail = (deps: Deps, { isAdopting = false } = {}): Promise<boolean> =>
  patiently(deps.db, async (tx) => {
    await holdLock(tx, 'audit-seal');
    const last = await lastCheckpoint(tx);
    if (last) await refuseForged(deps, last);
    const seals = await nextBite(tx, last?.sealNo ?? 0);
    if (seals.length === 0) return false;
    for (const [place, seal] of seals.entries())
      refuseSeal(deps, seal, { before: seals[place - 1], isAdopting });
    const tree = growingTree(last ?? { size: 0, frontier: new Uint8Array(0) });
    for (const { leaves } of seals) await addLeaves(tree, hashesIn(leaves));
    const unkeyed = seals.filter(({ isKeyed }) => !isKeyed).length;
    const marker: Marker | null = unkeyed > 0 ? { kind: 'adopted', seals: unkeyed } : null;
    const at = deps.clock.now().toISOString();
    const covered = { no: (last?.no ?? 0) + 1, sealNo: seals.at(-1)?.no ?? 0, size: tree.size(), at, marker };
    const note = await signCheckpoint(deps.vault, { ...covered, root: base64(tree.root()) });
    await insertCheckpoint(tx, { ...covered, root: tree.root(), frontier: tree.frontier(), note });
    await insertNodes(tx, tree.takeNodes());
    return true;
  });

const AT_A_STRETCH = 1000;

// Others are served between two stretches.
const addLeaves = async (tree: GrowingTree, leaves: readonly Uint8Array[]) => {
  for (const leaf of leaves) {
    tree.add(leaf);
    if (tree.size() % AT_A_STRETCH === 0) await new Promise((go) => setTimeout(go));
  }
};

const nextBite = async (tx: Db, after: number): Promise<CoveredSeal[]> => {
  const waiting = await sealsToCover(tx, after, MOST_SEALS);
  let [lines, upTo] = [0, after];
  for (const { no, lineCount } of waiting) {
    if (lines >= MOST_LINES) break;
    lines += lineCount;
    upTo = no;
  }
  return upTo === after ? [] : coveredSeals(tx, { after, upTo });
};

const refuseForged = async ({ vault }: Deps, last: CheckpointRow) => {
  const said = await provedCheckpoint(vault, last.note);
  const isOurs =
    said !== null &&
    said.no === last.no &&
    said.sealNo === last.sealNo &&
    said.size === last.size &&
    said.root === base64(rootOf(hashesIn(last.frontier)));
  if (!isOurs) throw new TrailForged(`检查点 ${last.no} 不是本系统签署的`);
};

type Beside = { before: CoveredSeal | undefined; isAdopting: boolean };

const refuseSeal = ({ vault }: Deps, seal: CoveredSeal, { before, isAdopting }: Beside) => {
  const follows = before === undefined || seal.previous === before.hash;
  const isOurs = seal.isKeyed
    ? seal.hash === hex(vault.sign(sealText(seal)))
    : isAdopting && !before?.isKeyed && seal.hash === seal.fold;
  const isWhole = seal.leaves.length / 32 === seal.lineCount && (seal.no > 1 || seal.previous === GENESIS);
  if (!follows || !isOurs || !isWhole) throw new TrailForged(`封条 ${seal.no} 与其审计行不符`);
};
