import { patiently } from '../../platform/door/db.ts';
import type { Deps } from '../../platform/door/deps.ts';
import { hex } from '../../platform/keys/bytes.ts';
import { ALL_XIDS, GENESIS, isRestored, nextSealNo, nextStart, sealText } from './seal.rules.ts';
import {
  foldLines,
  highestSealed,
  highestWaiting,
  insertSeal,
  lastSeal,
  listSegments,
  transactionHorizon,
  tryLockSealer,
} from './seal.store.ts';

// Chains the lines that have become certain since the last seal; answers how many. Every transaction
// below the horizon has ended, so its range of ids can gain no line any more, in whatever order its
// members committed (ADR 0003).
export const sealLines = (deps: Deps): Promise<number> =>
  patiently(deps.db, async (tx) => {
    if (!(await tryLockSealer(tx))) return 0;
    const last = await lastSeal(tx);
    const horizon = await transactionHorizon(tx);
    const restored = isRestored(last, horizon);
    const start = nextStart(last);
    const throughId = restored ? Math.max(await highestSealed(tx), await highestWaiting(tx, start)) : null;
    const range = { ...start, throughId, toXid: restored ? ALL_XIDS : horizon };
    const previous = last?.hash ?? GENESIS;
    const { lineCount, highestId, fold } = await foldLines(tx, range, previous);
    if (lineCount === 0 && !restored) return 0;
    const no = nextSealNo(last, await listSegments(tx));
    const sealedAt = deps.clock.now().toISOString();
    const seal = { ...range, no, lineCount, highestId: highestId ?? start.afterId, previous, sealedAt };
    const hash = hex(deps.vault.sign(sealText({ ...seal, fold })));
    await insertSeal(tx, { ...seal, hash, isKeyed: true });
    return lineCount;
  });
