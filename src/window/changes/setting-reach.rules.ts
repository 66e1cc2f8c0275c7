import type { Catalog } from '../../law/catalogs/catalog.ts';
import { removalGrounds } from '../../law/rulebook/removal-grounds.ts';
import { valueWords } from '../../law/rulebook/setting-bounds.rules.ts';
import { settingName } from '../../law/rulebook/setting-words.rules.ts';

// The records and listings of today that a number reaches. was: null where none was set.
export type SettingReach = {
  what:
    | 'term'
    | 'removal'
    | 'words'
    | 'publicity'
    | 'retention'
    | 'repair'
    | 'dispute'
    | 'persons'
    | 'nobody';
  about: string;
  list: string | null;
  // For records: a class, or the kind of their subjects.
  of: string | null;
  was: number | null;
  now: number;
  before: string;
  after: string;
};

type Changed = { key: string; value: number };
type Known = Pick<Catalog, 'code' | 'nature' | 'retentionSetting' | 'opens'>;
type Law = { values: ReadonlyMap<string, number>; catalogs: readonly Known[] };

const KEPT = '已定的日期不变；更正或重新报送的，按新的规定';

// A wait from the listing moves a day that is known; one from correction moves the day of whoever corrects.
const waitsFromListing = (list: string, ground: string): boolean =>
  removalGrounds(list).some(({ code, startsFrom }) => code === ground && startsFrom === 'listing');

const retained = (key: string, { catalogs }: Law): { list: string; of: string | null }[] => {
  const [, nature, person] = /^retention\.(negative|positive|neutral)(\.person)?$/.exec(key) ?? [];
  const isAsked = ({ retentionSetting, nature: own }: Known) =>
    nature ? retentionSetting === `retention.${nature}` : own === 'negative';
  return catalogs
    .filter(isAsked)
    .map(({ code }) => ({ list: code, of: nature ? (person ? 'person' : 'organisation') : null }));
};

export const settingReach = ({ key, value }: Changed, law: Law): SettingReach[] => {
  const was = law.values.get(key) ?? null;
  const about = (note: string) => `${settingName(key)}（${note}）`;
  const plain = {
    ...{ list: null, of: null, was, now: value },
    before: was === null ? '未设' : valueWords(key, was),
    after: valueWords(key, value),
  };
  const one = (what: SettingReach['what'], note: string, more: Partial<SettingReach> = {}): SettingReach => ({
    ...plain,
    ...{ what, about: about(note) },
    ...more,
  });
  const [, list, part, ground] =
    /^list\.([a-z0-9-]+)\.(term|extension-min|extension-max|removal\.([a-z0-9-]+)\.wait)$/.exec(key) ?? [];
  if (list && part === 'term') return [one('term', `在列信息，${KEPT}`, { list })];
  if (list && ground)
    return [
      one(waitsFromListing(list, ground) ? 'removal' : 'words', '在列信息，自生效日起按新的日期', { list }),
    ];
  if (list) return [one('words', '在列信息，自生效日起按新的上限', { list })];
  const [, grade] = /^publicity\.(ordinary|severe)\.(?:min|max)$/.exec(key) ?? [];
  if (grade) return [one('publicity', `公示中的信息，${KEPT}`, { of: grade })];
  if (key === 'honour.term')
    return law.catalogs
      .filter(({ opens }) => opens === 'honour')
      .map(({ code }) => one('words', `在列荣誉，${KEPT}`, { list: code }));
  if (key.startsWith('retention.'))
    return retained(key, law).map((of) => one('retention', `保存中的信息，${KEPT}`, of));
  const [, kind] = /^(repair|dispute)\./.exec(key) ?? [];
  if (kind) return [one(kind as 'repair' | 'dispute', '办理中的案件，本步期限不变，下一步起按新的规定')];
  const [, shown] = /^public\.([a-z0-9-]+)\.persons$/.exec(key) ?? [];
  if (shown) return [one('persons', '名单上的自然人，批准之时起', { list: shown })];
  return [one('nobody', '自生效日起新办理的适用，已定的不变')];
};
