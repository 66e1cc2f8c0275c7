import { Problem } from '../../kernel/problems.ts';
import { foldText } from '../../kernel/text.ts';
import { distanceOf } from '../catalogs/reading/nearest-field.rules.ts';

type Near = { code: string; name: string };

const CODE = /^[\dA-Za-z][\dA-Za-z._/()-]*$/;
const SUGGESTED = 3;
const MOST_EDITS = 2;

// While no edition of matters was ever loaded, only the look of a text tells a code from a name.
export const looksLikeMatterCode = (text: string): boolean => CODE.test(text);

// A code that was kept while no catalogue of matters was there to judge it by.
export const noteOnMatter = (matter: string | null, known: object | null): string | null =>
  matter !== null && known === null ? '事项目录未载入，本次核查没有就该事项作出判断。' : null;

// The matter of that name first, then the codes with the fewest typing errors.
export const nearestMatters = (asked: string, candidates: readonly Near[]): Near[] => {
  const typed = foldText(asked);
  const ranked = candidates.map((matter) => ({ matter, rank: rankOf(typed, matter) }));
  return ranked
    .filter(({ rank }) => rank <= MOST_EDITS)
    .sort((a, b) => a.rank - b.rank || (a.matter.code < b.matter.code ? -1 : 1))
    .slice(0, SUGGESTED)
    .map(({ matter }) => matter);
};

const rankOf = (typed: string, { code, name }: Near): number => {
  const called = foldText(name);
  if (called === typed) return -1;
  const edits = distanceOf(foldText(code), typed);
  return called.includes(typed) || typed.includes(called) ? Math.min(edits, 1) : edits;
};

// Not an answer about the applicant: a question that was not understood. The typed words are not repeated.
export const matterProblem = (nearest: readonly Near[]): Problem =>
  new Problem('check.matter-unknown', {
    errors:
      nearest.length > 0
        ? nearest.map(({ code, name }) => fault(`事项目录中没有这个代码，是否为 ${code}（${name}）？`, code))
        : [fault('事项目录中没有这个代码，请查询事项目录后填写代码；名称不能代替代码。')],
  });

export const noMatterCode = (): Problem =>
  new Problem('check.matter-unknown', {
    errors: [fault('这里须填事项代码（字母、数字），不是事项名称；事项目录尚未载入，不知代码的请留空。')],
  });

const fault = (message: string, suggestion?: string) => ({
  pointer: '/matter',
  code: 'matter.unknown',
  message,
  ...(suggestion === undefined ? {} : { suggestion }),
});
