import { dayOf } from '../../kernel/day.ts';
import { findCatalog } from '../../law/catalogs/catalog-list.ts';
import { waitSetting } from '../../law/rulebook/removal-grounds.ts';
import { settingValuesOn } from '../../law/rulebook/rulebook.store.ts';
import {
  extensionSetting,
  severeLists,
  shortestExtensionSetting,
  termSetting,
} from '../../law/rulebook/severe-lists.ts';
import { permit } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';

// The lists that law allows, with their numbers as they stand in the settings today.
export const listSevereLists = async (ctx: Ctx) => {
  permit(ctx, 'listing.list');
  const values = await settingValuesOn(ctx.db, dayOf(ctx.clock.now()));
  return severeLists.map((list) => ({
    ...list,
    termMonths: values.get(termSetting(list.code)) ?? null,
    grounds: list.grounds.map((ground) => ({
      ...ground,
      waitMonths: values.get(waitSetting(list.code, ground.code)) ?? 0,
      suspendsMeasures: ground.suspends ?? false,
    })),
    extensionMinMonths: values.get(shortestExtensionSetting(list.code)) ?? null,
    extensionMaxMonths: values.get(extensionSetting(list.code)) ?? null,
    fed: findCatalog(list.code) !== undefined,
  }));
};
