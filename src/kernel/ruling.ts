import type { ProblemCode } from './problems.ts';

// A rule's answer: the value, or the refusal it expected. Rules never throw.
export type Ruling<T> = { ok: true; value: T } | { ok: false; code: ProblemCode; detail?: string };

export const granted = <T>(value: T): Ruling<T> => ({ ok: true, value });
export const refused = (code: ProblemCode, detail?: string): Ruling<never> => ({ ok: false, code, detail });
