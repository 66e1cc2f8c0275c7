import { findAgency } from '../../access/agencies/agency.store.ts';
import { Problem } from '../../kernel/problems.ts';
import { findCatalog } from '../../law/catalogs/catalog-list.ts';
import { act } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { deleteFrequency, type Frequency, putFrequency } from './feed.store.ts';

// The registrar sets how often this agency reports this catalogue; with null the setting counts again.
export const setFrequency = (
  ctx: Ctx,
  feed: { agency: string; catalog: string },
  frequency: Frequency | null,
): Promise<void> =>
  act(ctx, 'freshness.set', async (tx) => {
    const agency = await findAgency(tx, feed.agency);
    if (!agency?.catalogs.includes(feed.catalog) || !findCatalog(feed.catalog))
      throw new Problem('feed.unknown');
    const key = { agencyId: agency.id, catalog: feed.catalog };
    const stamp = { setBy: ctx.actor.by, setAt: ctx.clock.now().toISOString() };
    if (frequency) await putFrequency(tx, { ...key, ...frequency, ...stamp });
    else await deleteFrequency(tx, key);
    return { value: undefined, audit: { ...feed, frequency }, events: [] };
  });
