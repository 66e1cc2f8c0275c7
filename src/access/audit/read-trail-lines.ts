import type { Db } from '../../platform/door/db.ts';
import { hex } from '../../platform/keys/bytes.ts';
import { lineDigest } from './line-digest.ts';
import type { SealRange } from './seal.rules.ts';
import { type RawLine, rawLines } from './seal.store.ts';

const AT_ONCE = 5000;

export type ReadLine = RawLine & { reckoned: Uint8Array; isAltered: boolean };

/** The lines of a range in the order in which they are sealed, each with its digest reckoned anew. */
export const readTrailLines = async function* (tx: Db, range: SealRange): AsyncGenerator<ReadLine> {
  let after: RawLine | undefined;
  do {
    const page: RawLine[] = await rawLines(tx, range, { after, limit: AT_ONCE });
    for (const line of page) {
      const reckoned = lineDigest(line);
      yield { ...line, reckoned, isAltered: hex(reckoned) !== line.digest };
    }
    after = page.length < AT_ONCE ? undefined : page.at(-1);
  } while (after);
};
