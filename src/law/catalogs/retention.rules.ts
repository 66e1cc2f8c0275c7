import { addMonths, type Day } from '../../kernel/day.ts';
import type { SubjectKind } from '../../kernel/identifiers.ts';
import type { RowContext } from './catalog.ts';

// How long each nature of record is kept, by kind of subject; from the end of what it tells or, where the
// city's statute says so, from the decision. A record that still lasts has no end yet. Basis: 征信业管理条例第十六条
export const retainedUntil = (
  { end, decidedOn, kind }: { end: Day | null; decidedOn: Day; kind: SubjectKind },
  retention: string,
  { setting }: Pick<RowContext, 'setting'>,
): Day | null => {
  if (end === null) return null;
  const start = setting('retention.from-decision') === 1 ? decidedOn : end;
  return addMonths(start, setting(kind === 'person' ? `${retention}.person` : retention));
};

export const earlierOf = (a: Day, b: Day | undefined): Day => (b && b < a ? b : a);
