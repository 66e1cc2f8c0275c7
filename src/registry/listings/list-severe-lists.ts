import { reachesAll } from '../../access/reach.rules.ts';
import { dayOf } from '../../kernel/day.ts';
import { findCatalog } from '../../law/catalogs/catalog-list.ts';
import { statesOf } from '../../law/catalogs/decision-contents.rules.ts';
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
import { countIncompleteDecisions } from './incomplete-decisions.store.ts';

const stating = severeLists.map(({ code }) => ({ code, catalog: findCatalog(code) }));
const namesOf = (kind: string) => (about: (typeof stating)[number]) =>
  about.catalog ? statesOf(about.catalog, kind).map(({ name }) => name) : [];
const asked = stating.map((about) => ({
  list: about.code,
  ofPersons: namesOf('person')(about),
  ofOthers: namesOf('organisation')(about),
}));

// The lists that law allows, with their numbers as they stand in the settings today. The registrar is told
// how many listings rest on a decision that leaves something unsaid.
export const listSevereLists = async (ctx: Ctx) => {
  permit(ctx, 'listing.list');
  const values = await settingValuesOn(ctx.db, dayOf(ctx.clock.now()));
  const incomplete = reachesAll(ctx.actor, 'listing.notify')
    ? await countIncompleteDecisions(ctx.db, asked)
    : null;
  return severeLists.map((list) => {
    const catalog = findCatalog(list.code);
    return {
      ...list,
      termMonths: values.get(termSetting(list.code)) ?? null,
      grounds: list.grounds.map((ground) => ({
        ...ground,
        waitMonths: values.get(waitSetting(list.code, ground.code)) ?? 0,
        suspendsMeasures: ground.suspends ?? false,
      })),
      extensionMinMonths: values.get(shortestExtensionSetting(list.code)) ?? null,
      extensionMaxMonths: values.get(extensionSetting(list.code)) ?? null,
      fed: catalog !== undefined,
      decisionStates: catalog ? statesOf(catalog, 'organisation').map(({ header }) => header) : [],
      incompleteDecisions: incomplete && (incomplete.get(list.code) ?? 0),
    };
  });
};
