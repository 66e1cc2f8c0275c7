import { columnAt, columnText, type DbRow, type Statement } from '../../platform/door/db.ts';
import { type Appealed, appealsSql } from './appeal-fact.rules.ts';
import { doubtsSql } from './doubt.rules.ts';

const DOUBTS = doubtsSql(`unnest(${columnAt(1, 'int')}, ${columnAt(2, 'bigint')}, ${columnAt(3, 'bigint')},
    ${columnAt(4, 'int')}) f(place, id, second_id, found_at)`);
const APPEALS = appealsSql(`unnest(${columnAt(1, 'int')}, ${columnAt(2, 'bigint')}, ${columnAt(3, 'bigint')},
    ${columnAt(4, 'bigint')}) b(at, record_id, origin_id, subject_id)`);

const doubtsAbout = (run: Statement, subjects: readonly DbRow[]) =>
  run(DOUBTS, [
    columnText(subjects.map((row) => Number(row.place))),
    columnText(subjects.map((row) => Number(row.id))),
    columnText(subjects.map((row) => (row.second_id === null ? null : Number(row.second_id)))),
    columnText(subjects.map((row) => Number(row.found_at))),
  ]);

const appealsOf = (run: Statement, flagged: readonly Appealed[]) =>
  run(APPEALS, [
    columnText(flagged.map((_, at) => at)),
    columnText(flagged.map(({ recordId }) => recordId)),
    columnText(flagged.map(({ originId }) => originId)),
    columnText(flagged.map(({ subjectId }) => subjectId)),
  ]);

// Hardly any applicant has a doubt or an appeal, yet their plans within the statement of all facts cost each
// check a third of that statement's time. A second read asks for them, only about those of whom the first one
// tells. What is decided between the two counts as the second finds it.
export const readRareFacts = async (run: Statement, found: readonly DbRow[]): Promise<readonly DbRow[]> => {
  const doubtful = found.filter((row) => row.may_be_doubted === true);
  const flagged = found.flatMap(({ fact }) => {
    const { appealed } = (fact ?? {}) as { appealed?: Appealed | null };
    return appealed ? [{ fact: fact as DbRow, appealed }] : [];
  });
  if (doubtful.length === 0 && flagged.length === 0) return [];
  const [doubts, appeals] = await Promise.all([
    doubtful.length > 0 ? doubtsAbout(run, doubtful) : [],
    flagged.length > 0
      ? appealsOf(
          run,
          flagged.map(({ appealed }) => appealed),
        )
      : [],
  ]);
  for (const { place, fact } of appeals) Object.assign(flagged[Number(place)]?.fact ?? {}, { appeal: fact });
  return doubts;
};
