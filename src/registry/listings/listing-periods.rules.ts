import { addMonths, type Day, day } from '../../kernel/day.ts';
import { granted, type Ruling, refused } from '../../kernel/ruling.ts';
import { earliestRemovalSetting, extensionSetting, termSetting } from '../../law/rulebook/severe-lists.ts';

export type ListingTerm = { listedOn: Day; dueOn: Day | null };
type Settings = ReadonlyMap<string, number>;
type Listed = { list: string; kind: 'severe' | 'honour'; listedOn: string; dueOn: string | null };

// A term is half-open: on the day it falls due the listing no longer stands. Without a due day it stands
// until performed.
// Basis: 市场监督管理总局令第44号；最高人民法院关于公布失信被执行人名单信息的若干规定（2017修正）第二条
export const isTermOver = ({ dueOn }: Pick<ListingTerm, 'dueOn'>, today: Day): boolean =>
  dueOn !== null && dueOn <= today;

// The list's own rule goes before the shortest publicity of the severe class; an honour is given back at any time.
// Basis: 国办发〔2025〕22号第二条；各名单的规定见 severe-lists.ts
export const checkEarlyRemoval = (listing: Listed, settings: Settings, today: Day): Ruling<void> => {
  if (listing.kind === 'honour') return granted(undefined);
  const months =
    settings.get(earliestRemovalSetting(listing.list)) ?? settings.get('publicity.severe.min') ?? 0;
  const from = addMonths(day(listing.listedOn), months);
  if (today >= from) return granted(undefined);
  return refused(
    'listing.too-early',
    `该名单列入满 ${months} 个月方可提前移出，最早为 ${from}；请届时再办理。认定有误的，请办理撤销（revocations）。`,
  );
};

// How far a term may be lengthened: by what the list's rule allows beyond its full term.
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
  const term = settings.get(termSetting(listing.list));
  const full = term === undefined ? day(listing.dueOn) : addMonths(day(listing.listedOn), term);
  const last = addMonths(full, most);
  if (until > last)
    return refused('listing.not-extendable', `该名单至多延长 ${most} 个月，不得晚于 ${last}；请改填日期。`);
  return granted(undefined);
};
