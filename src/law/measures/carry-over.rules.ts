import type { Measure } from './measure.rules.ts';
import { superseded } from './superseded-edition.ts';

const fields = ['title', 'content', 'target', 'basis', 'departments', 'lists'] as const;

const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/**
 * The official measure, with what the deployment had written differently from the edition before: its own
 * words stay, what it left as it was delivered is mended.
 */
const mendedOf = (official: Measure, kept: Measure | undefined): Measure => {
  if (!kept) return official;
  const before = superseded[official.code] ?? {};
  const own = fields.filter((field) => !isSame(kept[field], before[field] ?? official[field]));
  return { ...official, ...Object.fromEntries(own.map((field) => [field, kept[field]])) };
};

/** The official edition for a deployment that edited the one before; measures of its own go along. */
export const carryOver = (stored: readonly Measure[], official: readonly Measure[]): Measure[] => {
  const codes = new Set(official.map(({ code }) => code));
  const edition = official[0]?.edition ?? 0;
  return [
    ...official.map((measure) =>
      mendedOf(
        measure,
        stored.find(({ code }) => code === measure.code),
      ),
    ),
    ...stored.filter(({ code }) => !codes.has(code)).map((measure) => ({ ...measure, edition })),
  ];
};
