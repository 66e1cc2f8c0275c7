/**
 * One thing that can go wrong, under its stable code: HTTP status, and a sentence that says what to do next.
 */
export type ProblemRow = {
  status: 400 | 401 | 403 | 404 | 409 | 412 | 413 | 415 | 422 | 428 | 429 | 500 | 503;
  title: string;
  detail: string;
};

export type ProblemRows = Readonly<Record<`${string}.${string}`, ProblemRow>>;
