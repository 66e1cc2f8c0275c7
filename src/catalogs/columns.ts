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
