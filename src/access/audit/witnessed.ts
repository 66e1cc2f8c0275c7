import type { Deps } from '../../platform/door/deps.ts';
import type { CheckpointRow } from './checkpoint.store.ts';
import type { Checkpoint } from './checkpoint-note.rules.ts';
import { provedCheckpoint } from './note-signing.ts';
import { addTrailFault, type TrailFault } from './trail-report.rules.ts';

type Told = { note: string; said: Checkpoint | null };
export type Heard = { told: readonly Told[] };

/** All that the witness holds, in its order; null where none is configured. */
export const heardFrom = async ({
  witness,
  vault,
}: Pick<Deps, 'witness' | 'vault'>): Promise<Heard | null> => {
  if (!witness) return null;
  const told: Told[] = [];
  for (const note of await witness.all()) told.push({ note, said: await provedCheckpoint(vault, note) });
  return { told };
};

type Found = { size: number; rootAt: (size: number) => string | undefined; marked: readonly CheckpointRow[] };

// Each checkpoint that the witness saw is a beginning of the trail, unless a restoration that it saw too took what followed.
export const judgeWitness = ({ told }: Heard, { size, rootAt, marked }: Found): TrailFault[] => {
  const broken: TrailFault[] = [];
  const restored = marked
    .filter(({ marker }) => marker?.kind === 'restored')
    .map((row) => ({ ...row, place: told.findIndex(({ note }) => note === row.note) }));
  for (const { sealNo, place } of restored) if (place < 0) addTrailFault(broken, sealNo, 'unwitnessed');
  for (const [place, { said }] of told.entries()) {
    if (said === null) addTrailFault(broken, 0, 'witness');
    else if (restored.some((row) => row.place > place && row.size < said.size)) continue;
    else if (said.size > size) addTrailFault(broken, said.sealNo, 'cut');
    else if (rootAt(said.size) !== said.root) addTrailFault(broken, said.sealNo, 'rewritten');
  }
  return broken;
};
