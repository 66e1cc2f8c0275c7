import { settingBounds, valueWords } from './setting-bounds.rules.ts';
import { settingName } from './setting-words.rules.ts';

export type SettingLine = { value: number; basis: string; validFrom: string };
export type SettingLines = SettingLine & { key: string; later: SettingLine[] };

// A setting as people read it; what no reader knows is not shown.
export const settingOut = ({ key, value, later, ...row }: SettingLines) => {
  const bounds = settingBounds(key);
  return bounds
    ? [
        {
          ...row,
          key,
          value,
          name: settingName(key),
          words: valueWords(key, value),
          unit: bounds.unit,
          later: later.map((one) => ({ ...one, words: valueWords(key, one.value) })),
        },
      ]
    : [];
};
export type SettingShown = ReturnType<typeof settingOut>[number];
