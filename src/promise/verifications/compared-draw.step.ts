import type { Db } from '../../platform/door/db.ts';
import { sha256Hex } from '../../platform/keys/hash.ts';
import type { DrawCompared } from './draw.schema.ts';
import { type DrawRow, drawAgain, drawnBy, sortInMemory } from './draw.store.ts';
import { drawOut } from './draw-out.ts';
import { drawnText, shareOf } from './sample.rules.ts';

const NAMED = 100;

export const comparedDraw = async (tx: Db, draw: DrawRow): Promise<DrawCompared> => {
  const { no, seed, afterSeq, throughSeq, strata } = draw;
  await sortInMemory(tx);
  const again = await drawAgain(tx, { seed, afterSeq, throughSeq, shares: strata.map(shareOf) });
  const then = new Set(await drawnBy(tx, no));
  const now = new Set(again);
  const missing = again.filter((one) => !then.has(one));
  const added = [...then].filter((one) => !now.has(one));
  const isSame = missing.length + added.length === 0 && sha256Hex(drawnText(again)) === draw.digest;
  return { ...drawOut(draw), isSame, missing: missing.slice(0, NAMED), added: added.slice(0, NAMED) };
};
