import { findAgency } from '../../access/agencies/agency.store.ts';
import { Problem } from '../../kernel/problems.ts';
import { findCatalog } from '../../law/catalogs/catalog-list.ts';
import { act } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { dropFrequencyRow, type Frequency, setFrequencyRow } from './feed.store.ts';

// A registrar's act: how often this agency owes this catalogue; null gives it back to the setting.
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
    const stamp = { by: ctx.actor.by, at: ctx.clock.now().toISOString() };
    if (frequency) await setFrequencyRow(tx, key, { ...frequency, ...stamp });
    else await dropFrequencyRow(tx, key);
    return { value: undefined, audit: { ...feed, frequency }, events: [] };
  });
