import { accessProblems } from './problems/access.ts';
import { intakeProblems } from './problems/intake.ts';
import { lawProblems } from './problems/law.ts';
import { noticesProblems } from './problems/notices.ts';
import { platformProblems } from './problems/platform.ts';
import { promiseProblems } from './problems/promise.ts';
import { proofProblems } from './problems/proofs.ts';
import { publicProblems } from './problems/public.ts';
import { registryProblems } from './problems/registry.ts';
import { remedyProblems } from './problems/remedy.ts';
import { windowProblems } from './problems/window.ts';

// All that can go wrong. Each room has its table in problems/, in the order of the house.
export const problems = {
  ...platformProblems,
  ...accessProblems,
  ...lawProblems,
  ...registryProblems,
  ...intakeProblems,
  ...remedyProblems,
  ...publicProblems,
  ...windowProblems,
  ...noticesProblems,
  ...promiseProblems,
  ...proofProblems,
};

export type ProblemCode = keyof typeof problems;
// suggestion: what to write instead, given only where it is certain.
export type Fault = {
  pointer?: string;
  row?: number;
  column?: string;
  code: string;
  message: string;
  suggestion?: string;
};

export class Problem extends Error {
  readonly code: ProblemCode;
  readonly detail: string | undefined;
  readonly errors: readonly Fault[];
  // Seconds until the same request may succeed.
  readonly retryAfter: number | undefined;
  // Further members of the answer, by the names that its route documents.
  readonly extra: Readonly<Record<string, string>>;
  constructor(
    code: ProblemCode,
    about: {
      detail?: string;
      errors?: readonly Fault[];
      cause?: unknown;
      retryAfter?: number;
      extra?: Readonly<Record<string, string>>;
    } = {},
  ) {
    super(code, { cause: about.cause });
    this.code = code;
    this.detail = about.detail;
    this.errors = about.errors ?? [];
    this.retryAfter = about.retryAfter;
    this.extra = about.extra ?? {};
  }
}

// Basis: RFC 9457
export const problemBody = (problem: Problem, requestId: string) => {
  const { status, title, detail } = problems[problem.code];
  return {
    type: `/problems/${problem.code}`,
    title,
    status,
    detail: problem.detail ?? detail,
    code: problem.code,
    errors: [...problem.errors],
    requestId,
    ...problem.extra,
  };
};
