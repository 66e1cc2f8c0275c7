import type { Db } from '../../platform/door/db.ts';
import { sha256Hex } from '../../platform/keys/hash.ts';
import type { DrawCompared } from './draw.schema.ts';
import { type DrawRow, drawAgain, drawnBy, sortInMemory } from './draw.store.ts';
import { drawOut } from './draw-out.ts';
import { drawnText, shareOf } from './sample.rules.ts';

const NAMED = 100;

export const comparedDraw = async (tx: Db, draw: DrawRow): Promise<DrawCompared> => {
  const { no, seed, afterSeq, throughSeq, strata, officers } = draw;
  await sortInMemory(tx);
  const again = await drawAgain(tx, {
    ...{ seed, afterSeq, throughSeq, officers },
    shares: strata.map(shareOf),
  });
  const then = new Map((await drawnBy(tx, no)).map((one) => [one.no, one.officerId]));
  const now = new Map(again.map((one) => [one.no, one.officerId]));
  const missing = [...now.keys()].filter((one) => then.get(one) !== now.get(one));
  const added = [...then.keys()].filter((one) => then.get(one) !== now.get(one));
  const isSame = missing.length + added.length === 0 && sha256Hex(drawnText(again)) === draw.digest;
  return { ...drawOut(draw), isSame, missing: missing.slice(0, NAMED), added: added.slice(0, NAMED) };
};
