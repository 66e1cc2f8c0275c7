import { addMonths, type Day, day } from '../../kernel/day.ts';
import { granted, type Ruling, refused } from '../../kernel/ruling.ts';
import { extensionSetting, shortestExtensionSetting, termSetting } from '../../law/rulebook/severe-lists.ts';

export type ListingTerm = { listedOn: Day; dueOn: Day | null };
type Settings = ReadonlyMap<string, number>;
type Listed = { list: string; kind: 'severe' | 'honour'; listedOn: string; dueOn: string | null };

// A term is half-open: on the day it falls due the listing no longer stands. Without a due day it stands
// until performed.
// Basis: 市场监督管理总局令第44号；最高人民法院关于公布失信被执行人名单信息的若干规定（2017修正）第二条
export const isTermOver = ({ dueOn }: Pick<ListingTerm, 'dueOn'>, today: Day): boolean =>
  dueOn !== null && dueOn <= today;

// How far a term may be lengthened: by what the list's rule allows beyond its full term, and not by less than
// it names.
// Basis: 最高人民法院关于公布失信被执行人名单信息的若干规定（2017修正）第二条（延长一至三年）
export const checkExtension = (listing: Listed, until: Day, settings: Settings): Ruling<void> => {
  const most = settings.get(extensionSetting(listing.list));
  if (listing.kind === 'honour' || most === undefined)
    return refused(
      'listing.not-extendable',
      '该名单的规定没有延长期限；期限有误的，请由认定单位更正原记录。',
    );
  if (listing.dueOn === null)
    return refused('listing.not-extendable', '该名单没有固定期限，至履行完毕为止，无须延长。');
  if (until <= listing.dueOn)
    return refused('listing.not-longer', `现期限至 ${listing.dueOn}；请填写其后的日期，或刷新后再办理。`);
  const least = settings.get(shortestExtensionSetting(listing.list));
  const first = least === undefined ? until : addMonths(day(listing.dueOn), least);
  if (until < first)
    return refused(
      'listing.not-extendable',
      `该名单一次至少延长 ${least} 个月，不得早于 ${first}；请改填日期。`,
    );
  const term = settings.get(termSetting(listing.list));
  const full = term === undefined ? day(listing.dueOn) : addMonths(day(listing.listedOn), term);
  const last = addMonths(full, most);
  if (until > last)
    return refused('listing.not-extendable', `该名单至多延长 ${most} 个月，不得晚于 ${last}；请改填日期。`);
  return granted(undefined);
};
