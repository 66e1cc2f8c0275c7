import type { DrawShown } from './draw.schema.ts';
import type { DrawRow } from './draw.store.ts';

export const drawOut = ({ no, seed, at, by, drawn, digest, strata, officers }: DrawRow): DrawShown => ({
  no,
  seed,
  at,
  by,
  drawn,
  digest,
  strata,
  officers: officers.reduce((sum, { ids }) => sum + ids.length, 0),
});
