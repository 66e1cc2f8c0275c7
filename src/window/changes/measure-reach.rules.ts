import { catalogNames } from '../../law/catalogs/catalog-list.ts';
import { measureLines } from '../../law/changes/change-lines.rules.ts';
import type { Measure } from '../../law/measures/measure.rules.ts';

export type MeasureReach = { list: string; about: string; before: string; after: string };
type Told = Omit<Measure, 'edition'>;

const titles = (measures: readonly Told[]): string =>
  measures.map(({ title }) => title).join('、') || '（无）';

// The lists whose live listings would be asked other measures, or the same ones in other words.
export const measureReach = (before: readonly Told[], after: readonly Told[]): MeasureReach[] =>
  [...new Set([...before, ...after].flatMap(({ lists }) => lists))].sort().flatMap((list) => {
    const [old, now] = [before, after].map((measures) => measures.filter((one) => one.lists.includes(list)));
    const codes = (measures: readonly Told[] = []) => new Set(measures.map(({ code }) => code));
    const [had, has] = [codes(old), codes(now)];
    const gained = (now ?? []).filter(({ code }) => !had.has(code));
    const lost = (old ?? []).filter(({ code }) => !has.has(code));
    const reworded = (now ?? []).filter((one) =>
      (old ?? []).some((was) => was.code === one.code && measureLines([was], [one]).length > 0),
    );
    const parts = [
      ...(gained.length > 0 ? [`新增 ${titles(gained)}`] : []),
      ...(lost.length > 0 ? [`不再 ${titles(lost)}`] : []),
      ...(reworded.length > 0 ? [`内容有变 ${titles(reworded)}`] : []),
    ];
    return parts.length === 0
      ? []
      : [
          {
            list,
            about: `${catalogNames[list] ?? list}：${parts.join('；')}`,
            before: titles(old ?? []),
            after: titles(now ?? []),
          },
        ];
  });
