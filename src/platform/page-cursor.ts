import { z } from '@hono/zod-openapi';
import { Problem } from '../kernel/problems.ts';

// ?limit= and ?after=: the cursor is the last row's sort key, opaque to the caller.
export const PageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(500).default(50),
  after: z.string().max(400).optional(),
});

export const listOf = <S extends z.ZodType>(item: S) =>
  z.object({ items: z.array(item), next: z.string().nullable() });

export const writeCursor = (key: readonly (string | number)[]): string =>
  encodeURIComponent(btoa(JSON.stringify(key)));

export const readCursor = (after: string | undefined): readonly (string | number)[] | undefined => {
  if (after === undefined) return undefined;
  try {
    const key: unknown = JSON.parse(atob(decodeURIComponent(after)));
    if (Array.isArray(key)) return key;
  } catch {}
  throw new Problem('cursor.invalid');
};

// Stores read one row more than asked, so that the page knows whether another follows.
export const page = <T>(
  found: readonly T[],
  limit: number,
  keyOf: (item: T) => readonly (string | number)[],
) => {
  const items = found.slice(0, limit);
  const last = items.at(-1);
  return { items, next: found.length > limit && last ? writeCursor(keyOf(last)) : null };
};
