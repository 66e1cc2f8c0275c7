import { extensionSetting, shortestExtensionSetting, termSetting } from '../rulebook/severe-lists.ts';
import type { ChangeDraft, DraftOf } from './change.schema.ts';

export type ChangedSetting = { key: string; value: number; pointer: string };

const ofList = ({ content }: DraftOf<'severe-lists'>): ChangedSetting[] => {
  const { list, termMonths, extensionMinMonths, extensionMaxMonths } = content;
  return (
    [
      [termSetting(list), termMonths, 'termMonths'],
      [shortestExtensionSetting(list), extensionMinMonths, 'extensionMinMonths'],
      [extensionSetting(list), extensionMaxMonths, 'extensionMaxMonths'],
    ] as const
  ).flatMap(([key, value, field]) =>
    value === undefined ? [] : [{ key, value, pointer: `/content/${field}` }],
  );
};

// The settings that a change writes; a severe list's terms are settings too.
export const changedSettings = (draft: ChangeDraft): ChangedSetting[] => {
  if (draft.kind === 'severe-lists') return ofList(draft);
  if (draft.kind !== 'settings') return [];
  return draft.content.settings.map(({ key, value }, place) => ({
    key,
    value,
    pointer: `/content/settings/${place}`,
  }));
};
