import { isImporting } from '../../intake/uploads/batch-lease.store.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { publishChanges } from './publish-changes.ts';

// A tick on Workers may last this long; the tick of the next minute goes on. Beside an import a run takes
// little: most of what the import changes is not yet final, and its rows and the window's checks go first.
const LONGEST_RUN_MS = 20_000;
const BESIDE_AN_IMPORT_MS = 500;

// Entries that must leave have left before anybody is answered (take-down.ts). New and changed entries follow
// within the minute, or, after a large import, within the hour.
export const publishWaiting = async (ctx: Ctx): Promise<void> => {
  const now = ctx.clock.now();
  const longest = (await isImporting(ctx.db)) ? BESIDE_AN_IMPORT_MS : LONGEST_RUN_MS;
  const until = now.getTime() + longest;
  for (let done = 1; done > 0 && ctx.clock.now().getTime() < until; ) done = await publishChanges(ctx);
};
