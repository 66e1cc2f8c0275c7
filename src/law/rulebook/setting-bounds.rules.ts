import { ownValue } from '../../kernel/own-keys.ts';
import { findCatalog } from '../catalogs/catalog-list.ts';
import type { Setting } from './setting.ts';
import { unitWords } from './setting-words.rules.ts';
import { defaultSettings } from './settings.ts';
import { severeLists } from './severe-lists.ts';

type Unit = Setting['unit'];
// choices: the only values there are, with their words.
export type SettingBounds = {
  unit: Unit;
  min: number;
  max: number;
  choices?: Readonly<Record<number, string>>;
};

// 本市设定: beyond these a number is a slip of the pen, whatever its basis.
const ofUnit: Readonly<Record<Unit, readonly [min: number, max: number]>> = {
  months: [0, 240],
  'working-days': [0, 250],
  days: [1, 3650],
  minutes: [1, 10_080],
  years: [1, 100],
  count: [0, 1000],
  percent: [0, 100],
  'per-second': [1, 100_000],
  'per-minute': [1, 100_000],
  'per-day': [1, 100_000],
  class: [1, 3],
  'ten-thousand-yuan': [0.0001, 1_000_000],
};

const yesOrNo = { 0: '否', 1: '是' };
const ownChoices: Readonly<Record<string, Readonly<Record<number, string>>>> = {
  'repair.rule': { 2019: '2019年规定', 58: '第58号令', 36: '第36号令' },
  'retention.from-decision': yesOrNo,
  'retention.while-listed': yesOrNo,
  'publicity.hold-uncorrected': yesOrNo,
  'quota.keys': yesOrNo,
  'own-request.proof': { 0: '可选', 1: '必须' },
  'staff.second-factor': { 0: '可选', 1: '必须' },
};
const classes = { 1: '轻微', 2: '一般', 3: '严重' };
const publicityOfPersons = { 0: '不公示', 1: '遮盖姓名后公示', 2: '公示姓名' };

// Basis: 民法典第十七条: nobody under eighteen may come to be listed by a number
const ownBounds: Readonly<Record<string, readonly [min: number, max: number]>> = {
  'subject.minor.age': [18, 25],
  'password.length': [8, 64],
  'password.kinds': [1, 4],
  'password.history': [1, 24],
  'session.absolute': [5, 1440],
  'session.idle': [5, 1440],
};
// A term that begins and ends on one day is none.
const isTerm = (key: string): boolean =>
  /^(?:feed\.every\.|feedback\.deadline|receipt\.deadline$|lift\.receipt$|supervision\.reply$|repair\.(?!reapply-bar$)|dispute\.|complaint\.|prior-notice\.|verification\.(?:due|rectify)\.|retention\.|honour\.term$|publicity\.(?:ordinary|severe)\.max$|list\..+\.term$)/.test(
    key,
  );

const severe = new Set(severeLists.map(({ code }) => code));
const unitOf = (key: string): Unit | undefined => {
  const own = defaultSettings.find((setting) => setting.key === key);
  if (own) return own.unit;
  const ofList = /^list\.([a-z0-9-]+)\.(?:term|extension-min|extension-max)$/.exec(key)?.[1];
  if (ofList) return severe.has(ofList) ? 'months' : undefined;
  const ofCatalog = /^(?:feed\.every|feedback\.deadline)\.([a-z0-9-]+)$/.exec(key)?.[1];
  if (ofCatalog) return findCatalog(ofCatalog) ? 'working-days' : undefined;
  const shown = /^public\.([a-z0-9-]+)\.persons$/.exec(key)?.[1];
  return shown && findCatalog(shown)?.disclosure === 'public' ? 'count' : undefined;
};

const choicesOf = (key: string, unit: Unit) => {
  if (unit === 'class') return classes;
  if (/^penalty\.simple\.[a-z-]+$/.test(key)) return yesOrNo;
  return ownValue(ownChoices, key) ?? (/^public\..+\.persons$/.test(key) ? publicityOfPersons : undefined);
};

// Undefined: no reader knows such a key.
export const settingBounds = (key: string): SettingBounds | undefined => {
  const unit = unitOf(key);
  if (!unit) return undefined;
  const [least, max] = ownValue(ownBounds, key) ?? ofUnit[unit];
  const choices = choicesOf(key, unit);
  return { unit, min: isTerm(key) ? Math.max(1, least) : least, max, ...(choices ? { choices } : {}) };
};

// An amount goes to the yuan; all other numbers are whole.
const isExact = (unit: Unit, value: number): boolean =>
  unit === 'ten-thousand-yuan' ? Number(value.toFixed(4)) === value : Number.isInteger(value);

export const isInBounds = ({ unit, min, max, choices }: SettingBounds, value: number): boolean =>
  choices ? Object.hasOwn(choices, value) : isExact(unit, value) && value >= min && value <= max;

export const valueWords = (key: string, value: number): string => {
  const bounds = settingBounds(key);
  return bounds?.choices?.[value] ?? `${value} ${bounds ? unitWords[bounds.unit] : ''}`.trim();
};

export const boundsWords = ({ unit, min, max, choices }: SettingBounds): string =>
  choices
    ? Object.entries(choices)
        .map(([value, words]) => `${value}（${words}）`)
        .join('、')
    : `${min} 至 ${max} 之间的${unit === 'ten-thousand-yuan' ? '数' : '整数'}` +
      (unitWords[unit] ? `（单位：${unitWords[unit]}）` : '');
