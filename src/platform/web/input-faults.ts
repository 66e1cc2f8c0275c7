import type { z } from 'zod';
import { dayOf } from '../../kernel/day.ts';
import { withoutPersonalNumbers } from '../../kernel/personal-numbers.ts';
import { type Fault, Problem } from '../../kernel/problems.ts';
import { SEALED_MARK } from '../../kernel/text.ts';
import type { Clock } from '../door/deps.ts';
import { personalNumberProblem } from './personal-numbers.rules.ts';

// A name that nobody knows, and a key in a path, come from outside: neither repeats a number.
export const faultsOf = (error: z.ZodError): Fault[] =>
  error.issues.map((issue) => ({
    pointer: withoutPersonalNumbers(`/${issue.path.join('/')}`),
    code: issue.code === 'unrecognized_keys' ? 'field.unknown' : `field.${issue.code.replaceAll('_', '-')}`,
    message:
      issue.code === 'unrecognized_keys'
        ? withoutPersonalNumbers(`不认识的字段：${issue.keys.join('、')}，请删除`)
        : issue.message,
  }));

type Read<T> = { success: true; data: T } | { success: false; error: z.ZodError };

const taken = <T>(read: Read<T>, problem: Problem | undefined): T => {
  if (problem || !read.success) throw problem ?? new Problem('request.invalid');
  return read.data;
};
const misfit = (read: Read<unknown>): Problem | undefined =>
  read.success ? undefined : new Problem('request.invalid', { errors: faultsOf(read.error) });

// A zero character or half of a pair: no database takes it, and it would spoil whatever is stored beside it. The
// mark of a sealed text would have the registry open what somebody stole.
const isUnstorableText = (input: unknown): boolean => {
  if (typeof input === 'string')
    return input.includes('\0') || input.includes(SEALED_MARK) || !input.isWellFormed();
  if (typeof input !== 'object' || input === null) return false;
  for (const [key, value] of Object.entries(input))
    if (isUnstorableText(value) || isUnstorableText(key)) return true;
  return false;
};
export const unstorable = (): Problem =>
  new Problem('request.invalid', {
    detail: '内容中有不可见的零字符（U+0000）、控制字符（U+0001）或残缺的字符，请删除后重试。',
  });

// The one door of what is typed or sent: it fits its schema, it can be stored, and no person's
// number stands where none belongs.
export const inputProblem = (read: Read<unknown>, clock: Clock): Problem | undefined => {
  if (!read.success) return misfit(read);
  if (isUnstorableText(read.data)) return unstorable();
  return personalNumberProblem(read.data, () => dayOf(clock.now()));
};

export const fitting = <T>(read: Read<T>): T => taken(read, misfit(read));
export const judged = <T>(read: Read<T>, clock: Clock): T => taken(read, inputProblem(read, clock));

type Held = { get(key: 'ctx'): { clock: Clock } };

// A route's own hook, where the body is judged by what it is: a record by its columns, headers, checks one by
// one, a sign-in.
export const judgesOwnBody = <T>(read: Read<T> & { target: string }, c: Held): undefined => {
  if (read.target === 'json') fitting(read);
  else judged(read, c.get('ctx').clock);
};
