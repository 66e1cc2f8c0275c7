import type { Db } from '../../platform/door/db.ts';
import { fromHex, hex } from '../../platform/keys/bytes.ts';
import { incrementalSha256 } from '../../platform/keys/hash.ts';
import type { Vault } from '../../platform/keys/vault.ts';
import { type CheckpointRow, checkpointsAfter } from './checkpoint.store.ts';
import { checkpointText } from './checkpoint-note.rules.ts';
import { leafHash, sealedBytes } from './line-digest.ts';
import { type GrowingTree, growingTree } from './merkle.ts';
import { base64, provedCheckpoint } from './note-signing.ts';
import { readTrailLines } from './read-trail-lines.ts';
import { ALL_XIDS, follows, GENESIS, isNextNo, nextStart, sealText } from './seal.rules.ts';
import { listSegments, type Seal, sealsAfter } from './seal.store.ts';
import { addTrailFault, isMisdated, type TrailFault } from './trail-report.rules.ts';

const PAGE = 200;

export type Walk = {
  broken: TrailFault[];
  sealCount: number;
  sealedLines: number;
  unsealedLines: number;
  lastUnkeyed: number;
  // The last checkpoint that was passed, and those that were read ahead.
  last: CheckpointRow | undefined;
  ahead: CheckpointRow[];
  segments: Awaited<ReturnType<typeof listSegments>>;
  marked: CheckpointRow[];
  tree: GrowingTree;
  // The root at each size that somebody asks for, once the walk has come there.
  roots: Map<number, string | undefined>;
};

// Goes through seals, lines and checkpoints together, in their order, and reckons everything anew.
export const walkTrail = async (tx: Db, vault: Vault, sizes: readonly number[]): Promise<Walk> => {
  const walk: Walk = {
    ...{ broken: [], sealCount: 0, sealedLines: 0, unsealedLines: 0, lastUnkeyed: 0 },
    ...{ last: undefined, ahead: await checkpointsAfter(tx, 0, PAGE), marked: [] },
    segments: await listSegments(tx),
    tree: growingTree({ size: 0, frontier: new Uint8Array(0) }),
    roots: new Map(sizes.map((size) => [size, undefined])),
  };
  noteRoot(walk);
  let before: Seal | undefined;
  await passCheckpoints(tx, vault, { walk, upTo: 0 });
  for (
    let page = await sealsAfter(tx, 0, PAGE);
    page.length > 0;
    page = await sealsAfter(tx, before?.no ?? 0, PAGE)
  )
    for (const seal of page) {
      judgeSeal(walk, vault, { seal, before, read: await passLines(tx, walk, { seal, before }) });
      await passCheckpoints(tx, vault, { walk, upTo: seal.no });
      before = seal;
    }
  await passWaiting(tx, walk, before);
  const [beyond] = walk.ahead;
  if (beyond) addTrailFault(walk.broken, beyond.sealNo, 'checkpoint');
  if (walk.lastUnkeyed > (walk.last?.sealNo ?? 0)) addTrailFault(walk.broken, walk.lastUnkeyed, 'unsigned');
  return walk;
};

const noteRoot = ({ roots, tree }: Walk) => {
  if (roots.has(tree.size())) roots.set(tree.size(), base64(tree.root()));
};

type Beside = { seal: Seal; before: Seal | undefined };
type ReadSeal = { fold: string; count: number; altered: number[]; misdated: number[] };

// No line of a seal lies above its highest; later transaction ids of a restored server may be as low as these.
const passLines = async (tx: Db, walk: Walk, { seal, before }: Beside): Promise<ReadSeal> => {
  const fold = incrementalSha256();
  fold.update(fromHex(seal.previous));
  const read: ReadSeal = { fold: '', count: 0, altered: [], misdated: [] };
  for await (const line of readTrailLines(tx, { ...seal, throughId: seal.highestId })) {
    const bytes = sealedBytes(line.id, line.reckoned);
    fold.update(bytes);
    walk.tree.add(leafHash(bytes));
    noteRoot(walk);
    read.count += 1;
    if (line.isAltered) read.altered.push(line.id);
    if (isMisdated(line.micros, seal, before)) read.misdated.push(line.id);
  }
  walk.tree.takeNodes();
  return { ...read, fold: fold.hex() };
};

const judgeSeal = (walk: Walk, vault: Vault, { seal, before, read }: Beside & { read: ReadSeal }) => {
  const fault = (why: TrailFault['why'], lines?: number[]) => addTrailFault(walk.broken, seal.no, why, lines);
  walk.sealCount += 1;
  walk.sealedLines += seal.lineCount;
  if (seal.previous !== (before?.hash ?? GENESIS) || !isNextNo(seal.no, before, walk.segments))
    fault('chain');
  if (before?.isKeyed && !seal.isKeyed) fault('chain');
  if (!follows(seal, before)) fault('gap');
  if (read.misdated.length > 0) fault('misdated', read.misdated);
  const hash = seal.isKeyed ? hex(vault.sign(sealText({ ...seal, fold: read.fold }))) : read.fold;
  if (read.altered.length > 0) fault('altered', read.altered);
  else if (hash !== seal.hash || read.count !== seal.lineCount) fault('missing-or-added');
  if (!seal.isKeyed) walk.lastUnkeyed = seal.no;
};

type Passing = { walk: Walk; upTo: number };

// Each checkpoint whose last seal the walk has come to: signed by this registry, and of the tree as it was reckoned here.
const passCheckpoints = async (tx: Db, vault: Vault, { walk, upTo }: Passing) => {
  for (let [next] = walk.ahead; next && next.sealNo <= upTo; [next] = walk.ahead) {
    const isGood =
      next.sealNo === upTo && next.no === (walk.last?.no ?? 0) + 1 && (await isTrue(vault, next, walk));
    if (!isGood && !walk.broken.some(({ why }) => why === 'checkpoint'))
      addTrailFault(walk.broken, next.sealNo, 'checkpoint');
    if (isGood && next.marker) walk.marked.push(next);
    walk.last = next;
    walk.ahead.shift();
    if (walk.ahead.length === 0) walk.ahead = await checkpointsAfter(tx, next.no, PAGE);
  }
};

const isTrue = async (vault: Vault, row: CheckpointRow, { tree }: Walk): Promise<boolean> => {
  const said = await provedCheckpoint(vault, row.note);
  const { no, sealNo, size, at, marker } = row;
  const asKept = { no, sealNo, size, root: base64(row.root), at, marker };
  return (
    said !== null &&
    checkpointText('', said) === checkpointText('', asKept) &&
    size === tree.size() &&
    said.root === base64(tree.root()) &&
    hex(row.frontier) === hex(tree.frontier())
  );
};

const passWaiting = async (tx: Db, walk: Walk, before: Seal | undefined) => {
  const waiting = { ...nextStart(before), throughId: null, toXid: ALL_XIDS };
  const altered: number[] = [];
  for await (const { id, isAltered } of readTrailLines(tx, waiting)) {
    walk.unsealedLines += 1;
    if (isAltered) altered.push(id);
  }
  if (altered.length > 0) addTrailFault(walk.broken, (before?.no ?? 0) + 1, 'altered', altered);
};
