import type { DrawShown } from './draw.schema.ts';
import type { DrawRow } from './draw.store.ts';

export const drawOut = ({ no, seed, at, by, drawn, digest, strata }: DrawRow): DrawShown => ({
  no,
  seed,
  at,
  by,
  drawn,
  digest,
  strata,
});
