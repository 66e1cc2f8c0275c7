import type { z } from 'zod';
import { findCatalog } from '../../src/law/catalogs/catalog-list.ts';
import { UsageFault } from './command.ts';

// The same schema as the API's, its faults told by option name.
export const checkedInput = <S extends z.ZodType>(
  schema: S,
  input: Readonly<Record<string, unknown>>,
): z.input<S> => {
  const read = schema.safeParse(input);
  if (read.success) return input as z.input<S>;
  const faults = read.error.issues.map(({ path, message }) => `--${String(path[0])}：${message}`);
  throw new UsageFault(faults.join('；'));
};

export const checkedCatalogs = (codes: readonly string[]): string[] => {
  const unknown = codes.filter((code) => !findCatalog(code));
  if (unknown.length > 0) throw new UsageFault(`没有这个目录：${unknown.join('、')}`);
  return [...codes];
};
