import { dayOf } from '../../kernel/day.ts';
import type { Db } from '../../platform/door/db.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { type EditionMode, type Matter, planEdition } from './matter.rules.ts';
import { allMatters, insertEdition, nextEdition, removeMatters, writeMatters } from './matter.store.ts';

export type PublishedEdition = {
  edition: number | null;
  counts: { added: number; changed: number; unchanged: number; removed: number };
};

// An edition is kept where it changes something; the same file once more changes nothing and makes none.
export const publishEdition = async (
  { ctx, tx }: { ctx: Ctx; tx: Db },
  named: readonly Matter[],
  about: { name: string; mode: EditionMode },
): Promise<PublishedEdition> => {
  const no = await nextEdition(tx);
  const current = (await allMatters(tx)).map(({ isCommitmentAllowed: _, edition: __, ...matter }) => matter);
  const { added, changed, unchanged, removed } = planEdition(current, named, about.mode);
  const counts = { added: added.length, changed: changed.length, removed: removed.length };
  const isChange = counts.added + counts.changed + counts.removed > 0;
  if (about.mode === 'dry-run' || !isChange) return { edition: null, counts: { ...counts, unchanged } };
  const now = ctx.clock.now();
  await insertEdition(tx, {
    no,
    name: about.name,
    publishedOn: dayOf(now),
    counts,
    by: ctx.actor.by,
    byName: ctx.actor.name,
    at: now.toISOString(),
  });
  await writeMatters(tx, no, [...added, ...changed]);
  await removeMatters(tx, no, removed);
  return { edition: no, counts: { ...counts, unchanged } };
};
