import type { Answer, ApiDocument, Operation } from './openapi-document.rules.ts';

const PROBLEM = 'application/problem+json';
const REF = '#/components/responses/';

// These sets stand at nearly every route and bear the names developers know. Any
// other set is named by its codes.
const usual: Readonly<Record<string, { name: string; codes: readonly string[] }>> = {
  400: { name: 'BadRequest', codes: ['request.invalid'] },
  401: {
    name: 'Unauthorized',
    codes: ['access.unauthenticated', 'key.unknown', 'key.revoked', 'key.expired'],
  },
  403: { name: 'Forbidden', codes: ['access.denied', 'agency.expired', 'key.address'] },
  422: { name: 'Invalid', codes: ['text.personal-number'] },
  503: { name: 'Unavailable', codes: ['database.unavailable', 'service.not-ready'] },
};

export const pascal = (words: string) =>
  words
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');

// record.stale and record.wrong-stage make RecordStaleOrWrongStage: the noun is said once.
const nameOf = (status: string, codes: readonly string[]): string => {
  const common = usual[status];
  const isUsual = common?.codes.every((code) => codes.includes(code)) ?? false;
  const own = isUsual ? codes.filter((code) => !common?.codes.includes(code)) : codes;
  if (common && own.length === 0) return common.name;
  const parts = own.map((code) => code.split('.'));
  return parts
    .map(([noun = '', fault = ''], at) => (parts[at - 1]?.[0] === noun ? '' : pascal(noun)) + pascal(fault))
    .join('Or');
};

export const problemCodesOf = (answer: Answer | undefined): string[] =>
  Object.keys(answer?.content?.[PROBLEM]?.examples ?? {});

/** The answer itself, where an operation only names it. */
export const answerOf = (document: ApiDocument, answer: Answer | undefined): Answer | undefined =>
  answer?.$ref?.startsWith(REF) ? document.components.responses[answer.$ref.slice(REF.length)] : answer;

// Each set of refusals is written once, and the routes name it. Two sets under one name
// would silently lose one of them.
export const nameProblems = (operations: readonly Operation[]): Record<string, Answer> => {
  const named = new Map<string, Answer>();
  for (const { responses } of operations)
    for (const [status, answer] of Object.entries(responses)) {
      const codes = problemCodesOf(answer);
      if (codes.length === 0) continue;
      const name = nameOf(status, codes);
      const known = named.get(name);
      if (known && JSON.stringify(known) !== JSON.stringify(answer))
        throw new Error(`two sets of problems are called ${name}`);
      named.set(name, answer);
      responses[status] = { $ref: REF + name };
    }
  return Object.fromEntries([...named].sort(([a], [b]) => (a < b ? -1 : 1)));
};
