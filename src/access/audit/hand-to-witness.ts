import type { Deps } from '../../platform/door/deps.ts';
import { findCheckpoint, lastCheckpoint, markedCheckpoints } from './checkpoint.store.ts';
import { provedCheckpoint } from './note-signing.ts';
import { TrailForged } from './trail-forged.ts';

// Adds the newest checkpoint, and each marker before it that the witness has not seen. Where the witness holds what this
// database never signed, it is not told more: somebody put another trail in the place of the one that it saw.
export const handToWitness = async ({ db, vault, witness }: Deps): Promise<void> => {
  if (!witness) return;
  const newest = await lastCheckpoint(db);
  if (!newest) return;
  const seen = await witness.last();
  if (seen === newest.note) return;
  const said = seen === null ? null : await provedCheckpoint(vault, seen);
  const isKnown = said !== null && (await findCheckpoint(db, said.no))?.note === seen;
  const marked = await markedCheckpoints(db);
  const unseen =
    said === null ? marked : marked.filter(({ no, at }) => (isKnown ? no > said.no : at >= said.at));
  const isLawful = seen === null || isKnown || unseen.some(({ marker }) => marker?.kind === 'restored');
  if (!isLawful) throw new TrailForged('见证所持的检查点不在本库');
  for (const { note } of unseen) await witness.add(note);
  if (unseen.at(-1)?.no !== newest.no) await witness.add(newest.note);
};
