import { z } from '@hono/zod-openapi';
import { isDay } from '../../kernel/day.ts';
import { Problem } from '../../kernel/problems.ts';

// ?limit= and ?after=: the cursor is the last row's sort key, opaque to the caller.
export const PageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(500).default(50),
  after: z.string().max(400).optional(),
});

export const listOf = <S extends z.ZodType>(item: S) =>
  z.object({ items: z.array(item), next: z.string().nullable() });

type Key = readonly (string | number)[];

// btoa knows one byte a character, so what JSON may escape is escaped.
const asciiJson = (key: Key): string =>
  JSON.stringify(key).replace(/[^ -~]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);

export const writeCursor = (key: Key): string => encodeURIComponent(btoa(asciiJson(key)));

const CLOCK = String.raw`(?:[01]\d|2[0-3])(?::[0-5]\d){2}(?:\.\d{1,6})?`;
const OFFSET = String.raw`(?:Z|[+-](?:0\d|1[0-4])(?::?[0-5]\d)?)`;
const INSTANT = new RegExp(String.raw`^(\d{4}-\d\d-\d\d)[T ]${CLOCK}${OFFSET}$`);
const id = z.int().min(0);
const word = z
  .string()
  .max(200)
  .regex(/^\P{Cc}*$/u);
export const cursorDay = z.string().refine(isDay);
const instant = z.string().refine((text) => isDay(INSTANT.exec(text)?.[1]));
const uuid = z.guid();

// One shape for each order that a list has: anybody can write a cursor, and the database
// refuses what it cannot read.
export const cursors = {
  id: z.tuple([id]),
  uuid: z.tuple([uuid]),
  code: z.tuple([word]),
  row: z.tuple([z.int32().min(0)]),
  dayAndId: z.tuple([cursorDay, id]),
  dayAndCode: z.tuple([cursorDay, word]),
  instantAndId: z.tuple([instant, id]),
  instantAndCode: z.tuple([instant, word]),
  instantAndUuid: z.tuple([instant, uuid]),
  seqAndUuid: z.tuple([id, uuid]),
  sectionAndPlace: z.tuple([id.max(9), word, id]),
} as const;

export const readCursor = <S extends z.ZodType<Key>>(
  shape: S,
  after: string | undefined,
): z.output<S> | undefined => {
  if (after === undefined) return undefined;
  const read = shape.safeParse(decoded(after));
  if (!read.success) throw new Problem('cursor.invalid');
  return read.data;
};

const decoded = (after: string): unknown => {
  try {
    return JSON.parse(atob(decodeURIComponent(after)));
  } catch {
    return undefined;
  }
};

// Stores read one row more than asked, so that the page knows whether another follows.
export const page = <T>(found: readonly T[], limit: number, keyOf: (item: T) => Key) => {
  const items = found.slice(0, limit);
  const last = items.at(-1);
  return { items, next: found.length > limit && last ? writeCursor(keyOf(last)) : null };
};
