import type { Context } from 'hono';
import type { z } from 'zod';
import { emptyTable, reachesPrototype } from '../../kernel/own-keys.ts';
import { type Fault, Problem, type ProblemCode, problems } from '../../kernel/problems.ts';
import type { Ctx } from '../door/deps.ts';
import { sha256Hex } from '../keys/hash.ts';
import type { FieldFault, Refusal } from './form.view.tsx';
import type { Env } from './http.ts';
import { fitting, judged } from './input-faults.ts';

export type Form = { typed: Record<string, string>; input: Record<string, unknown> };

// 'subject.code' becomes { subject: { code } }; 'lists[]' a list, ticked or written with
// commas; blanks are left out.
export const formOf = async (c: Context<Env>): Promise<Form> => {
  const body = await c.req.parseBody({ all: true }).catch(notAForm);
  const typed = emptyTable<string>();
  const input = emptyTable<unknown>();
  for (const [name, value] of Object.entries(body)) {
    const words = [value].flat().filter((item) => typeof item === 'string');
    if (words.some((word) => word.includes('\ufffd')))
      throw new Problem('request.invalid', { detail: NOT_UTF8 });
    const filled = words.map((word) => word.trim()).filter(Boolean);
    if (words.length === 0) continue;
    typed[name] = words.join(',');
    if (filled.length > 0) place(input, name, filled);
  }
  return { typed, input };
};

const NOT_UTF8 = '表单的编码不是 UTF-8，文字已无法辨认；请刷新页面后重新填写。';

const notAForm = (cause: unknown): never => {
  throw cause instanceof TypeError
    ? new Problem('request.invalid', { detail: '表单内容无法识别，请刷新页面后重新提交。', cause })
    : cause;
};

const DEEPEST = 8;

const stepsOf = (name: string): string[] => {
  const steps = name.replace(/\[\]$/, '').split('.');
  if (steps.length <= DEEPEST && !steps.some(reachesPrototype)) return steps;
  const message = `不认识的字段：${name.slice(0, 40)}，请删除`;
  throw new Problem('request.invalid', { errors: [{ code: 'field.unknown', message }] });
};

const place = (input: Record<string, unknown>, name: string, words: readonly string[]) => {
  const steps = stepsOf(name);
  const last = steps.pop() ?? name;
  let holder = input;
  for (const step of steps) {
    const inner = isObject(holder[step]) ? holder[step] : emptyTable<unknown>();
    holder[step] = inner;
    holder = inner;
  }
  holder[last] = name.endsWith('[]')
    ? words.flatMap((word) => word.split(/[\s,，、]+/).filter(Boolean))
    : words[0];
};

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

// A query of an address takes numbers and choices, no words.
export const fitted = <S extends z.ZodType>(schema: S, input: unknown): z.output<S> =>
  fitting(schema.safeParse(input));

/** The query that a form of a page has sent: a choice that was left on "all" arrives blank. */
export const filled = (query: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(query).filter(([, value]) => value !== ''));

export const parsed = <S extends z.ZodType>(
  { clock }: Pick<Ctx, 'clock'>,
  schema: S,
  input: unknown,
): z.output<S> => judged(schema.safeParse(input), clock);

export type FormWords = {
  labels: Readonly<Record<string, string>>;
  // Refusals of a status that is not a form's by itself, and the field they speak of.
  fields?: Partial<Record<ProblemCode, string>>;
};
export type Tried<T> = { ok: true; value: T } | { ok: false; refusal: Refusal };

const OF_FORMS: readonly number[] = [400, 409, 413, 415, 422];

// A refused form is drawn again; every other problem goes on to its own page.
export const tried = async <T>(
  typed: Record<string, string>,
  words: FormWords,
  step: () => Promise<T>,
): Promise<Tried<T>> => {
  try {
    return { ok: true, value: await step() };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const field = words.fields?.[error.code];
    if (!field && !OF_FORMS.includes(problems[error.code].status)) throw error;
    const { title, detail } = problems[error.code];
    const whole: FieldFault = { field: field ?? null, message: `${title}。${error.detail ?? detail}` };
    const each = error.errors.map((fault) => shown(fault, { typed, words, field }));
    return { ok: false, refusal: { typed, faults: each.length > 0 ? each : [whole] } };
  }
};

type Shown = { typed: Record<string, string>; words: FormWords; field: string | undefined };

const shown = (fault: Fault, { typed, words: { labels }, field: whole }: Shown): FieldFault => {
  const field = fieldOf(fault, labels);
  const isBlank = field !== null && !typed[field];
  return isBlank
    ? { field, message: `请填写或选择：${labels[field]}` }
    : { field: field ?? whole ?? null, message: fault.message };
};

const fieldOf = (fault: Fault, labels: FormWords['labels']): string | null => {
  const path = (fault.pointer ?? '').slice(1).replaceAll('/', '.');
  const names = Object.keys(labels);
  return (
    names.find((name) => name.replace(/\[\]$/, '') === path) ??
    names.find((name) => path.startsWith(`${name.replace(/\[\]$/, '')}.`)) ??
    null
  );
};

// A form drawn with a key of its own is obeyed once: a page loaded again gets the
// first answer, not a second deed.
export const onceOf = (ctx: Ctx, { typed }: Form): Ctx => {
  const { onceKey, ...rest } = typed;
  if (!onceKey || !/^[\w-]{8,64}$/.test(onceKey)) return ctx;
  return { ...ctx, idempotency: { key: `desk:${onceKey}`, requestHash: sha256Hex(JSON.stringify(rest)) } };
};
