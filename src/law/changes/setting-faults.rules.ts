import type { ProblemCode } from '../../kernel/problems.ts';
import { boundsWords, isInBounds, settingBounds, valueWords } from '../rulebook/setting-bounds.rules.ts';
import { settingName } from '../rulebook/setting-words.rules.ts';
import type { ChangedSetting } from './changed-settings.rules.ts';

// A fault of the law that is drafted: each bears the code of a problem.
export type LawFault = { pointer: string; code: ProblemCode; message: string };

type Values = ReadonlyMap<string, number>;

const faultOfOne = ({ key, value, pointer }: ChangedSetting): LawFault[] => {
  const bounds = settingBounds(key);
  if (!bounds)
    return [{ pointer, code: 'setting.unknown', message: `没有“${key}”这一项，请从设置清单中选择。` }];
  if (isInBounds(bounds, value)) return [];
  return [
    {
      pointer,
      code: 'setting.out-of-range',
      message: `“${settingName(key)}”应为 ${boundsWords(bounds)}，不能是 ${value}；请更正。`,
    },
  ];
};

const WEIGHTS = /^scorecard\.weight\./;

// The first of each pair is never more than the second.
const ordered: readonly (readonly [RegExp, (key: string) => string])[] = [
  [/^publicity\.(?:ordinary|severe)\.min$/, (key) => key.replace(/min$/, 'max')],
  [/^(?:repair|dispute)\.decide$/, (key) => `${key}-extended`],
  [/^list\.[a-z0-9-]+\.removal\..+\.wait$/, (key) => key.replace(/removal\..+\.wait$/, 'term')],
  [/^list\..+\.extension-min$/, (key) => key.replace(/min$/, 'max')],
  [/^penalty\.large-fine\./, (key) => key.replace('large', 'huge')],
  [/^feedback\.remind$/, () => 'feedback.deadline'],
];

const disorder = (values: Values): string[] =>
  [...values].flatMap(([key, least]) => {
    const other = ordered.find(([form]) => form.test(key))?.[1](key);
    const most = other === undefined ? undefined : values.get(other);
    return other === undefined || most === undefined || least <= most
      ? []
      : [
          `“${settingName(key)}”（${valueWords(key, least)}）大于“${settingName(other)}”（${valueWords(other, most)}）`,
        ];
  });

const weightsOff = (values: Values): string[] => {
  const sum = [...values].reduce((all, [key, value]) => (WEIGHTS.test(key) ? all + value : all), 0);
  return sum === 100 ? [] : [`报送考核各项权重合计为 ${sum}%，应为 100%`];
};

const contradiction = (message: string): LawFault => ({
  pointer: '/content',
  code: 'setting.contradiction',
  message: `${message}；请一并更改相关各项。`,
});

const doubled = (changed: readonly ChangedSetting[]): LawFault[] =>
  changed.flatMap(({ key, pointer }, place) =>
    changed.findIndex((other) => other.key === key) === place
      ? []
      : [
          {
            pointer,
            code: 'setting.contradiction',
            message: `“${settingName(key)}”写了两次，请只保留一处。`,
          },
        ],
  );

type On = { values: Values; from: string; today: string };

// A list of public persons is drawn again when its setting is approved, not on a later day.
const aheadOfTime = (changed: readonly ChangedSetting[], { from, today }: On): LawFault[] =>
  from <= today
    ? []
    : changed
        .filter(({ key }) => /^public\..+\.persons$/.test(key))
        .map(({ pointer, key }) => ({
          pointer,
          code: 'setting.at-once',
          message: `“${settingName(key)}”自批准之日起生效，请不要填写以后的生效日。`,
        }));

export const settingFaults = (changed: readonly ChangedSetting[], on: On): LawFault[] => {
  const single = [...changed.flatMap(faultOfOne), ...doubled(changed), ...aheadOfTime(changed, on)];
  if (single.length > 0) return single;
  const after = new Map([...on.values, ...changed.map(({ key, value }) => [key, value] as const)]);
  const known = new Set([...disorder(on.values), ...weightsOff(on.values)]);
  const weighed = changed.some(({ key }) => WEIGHTS.test(key)) ? weightsOff(after) : [];
  return [...disorder(after), ...weighed].filter((fault) => !known.has(fault)).map(contradiction);
};

export const isSameAsBefore = (changed: readonly ChangedSetting[], values: Values): boolean =>
  changed.every(({ key, value }) => values.get(key) === value);
