import type { Tone } from '../../platform/web/pieces.view.tsx';

export const fieldFindings = ['true', 'untrue', 'unclear'] as const;
export type FieldFinding = (typeof fieldFindings)[number];
export const fieldKinds = ['visit', 'lead'] as const;
export type FieldKind = (typeof fieldKinds)[number];

export const fieldFindingWords: Readonly<Record<FieldFinding, { word: string; tone: Tone }>> = {
  true: { word: '与承诺相符', tone: 'good' },
  untrue: { word: '与承诺不符', tone: 'bad' },
  unclear: { word: '无法核实', tone: 'warn' },
};
export const fieldKindWords: Readonly<Record<FieldKind, string>> = { visit: '上门核查', lead: '线索' };

// A telephone's clock may be a little ahead; what was seen tomorrow was not seen.
const AHEAD_MS = 10 * 60_000;
const BEHIND_MS = 31 * 24 * 3_600_000;
export const isFittingSight = (seenAt: Date, now: Date): boolean => {
  const behind = now.getTime() - seenAt.getTime();
  return behind >= 0 - AHEAD_MS && behind <= BEHIND_MS;
};

/** Each sealed value is bound to its row. */
export const fieldPurpose = (id: string): string => `field-report:${id}`;
export const fieldPicturePurpose = (id: string): string => `field-picture:${id}`;
