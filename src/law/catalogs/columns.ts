import type { Field, FieldType } from './catalog.ts';

type Options = Partial<Omit<Field, 'name' | 'header' | 'type' | 'required'>>;
type Column = (name: string, header: string, type: FieldType, options?: Options) => Field;

export const required: Column = (name, header, type, options) => ({
  name,
  header,
  type,
  required: true,
  ...options,
});
export const optional: Column = (name, header, type, options) => ({
  name,
  header,
  type,
  required: false,
  ...options,
});

// The day something was decided, listed or published.
export const pastDay = (name: string, header: string, synonyms: readonly string[]): Field =>
  required(name, header, 'day', { isPast: true, dates: 'decision', synonyms, example: '2026-03-02' });

type Said = { nationalCode?: string; synonyms?: readonly string[]; example: string };
// A required text in words, with its greatest length.
export const wordsColumn = (
  name: string,
  header: string,
  maxLength: number,
  { nationalCode, ...said }: Said,
): Field => required(name, header, 'text', { ...(nationalCode && { nationalCode }), maxLength, ...said });
