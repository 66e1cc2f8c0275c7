import type { Deps } from '../../platform/door/deps.ts';
import type { Seen } from './checkpoint-note.rules.ts';
import { provedCheckpoint } from './note-signing.ts';

/** The last checkpoint that the witness holds; null where there is none. */
export const lastWitnessed = async ({
  witness,
  vault,
}: Pick<Deps, 'witness' | 'vault'>): Promise<Seen | null> => {
  const note = await witness?.last();
  const said = note ? await provedCheckpoint(vault, note) : null;
  return said && { size: said.size, root: said.root };
};
