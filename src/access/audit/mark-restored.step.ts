import type { Db } from '../../platform/door/db.ts';
import type { Deps } from '../../platform/door/deps.ts';
import { insertCheckpoint, lastCheckpoint } from './checkpoint.store.ts';
import type { Marker } from './checkpoint-note.rules.ts';
import { growingTree } from './merkle.ts';
import { base64, signCheckpoint } from './note-signing.ts';

// Signs that the trail lawfully goes on from where a back-up left it: what any witness saw beyond is lost.
export const markRestored = async (tx: Db, { vault, clock }: Deps, marker: Marker): Promise<void> => {
  const last = await lastCheckpoint(tx);
  const tree = growingTree(last ?? { size: 0, frontier: new Uint8Array(0) });
  const at = clock.now().toISOString();
  const made = { no: (last?.no ?? 0) + 1, sealNo: last?.sealNo ?? 0, size: tree.size(), at, marker };
  const note = await signCheckpoint(vault, { ...made, root: base64(tree.root()) });
  await insertCheckpoint(tx, { ...made, root: tree.root(), frontier: tree.frontier(), note });
};
