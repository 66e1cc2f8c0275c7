import { remembered } from '../../../kernel/remembered.ts';
import { normaliseHeader } from '../../../kernel/text.ts';
import type { Field, FieldTable } from '../catalog.ts';

// A million JSON rows spell their keys as the catalogue does: no need to fold each one.
const exactNamesOf = remembered(
  (catalog: FieldTable): ReadonlyMap<string, Field> =>
    new Map(catalog.fields.map((field) => [field.name, field] as const)),
);

export const spellingsOf = (field: Field): string[] =>
  [field.name, field.header, field.nationalCode, ...(field.synonyms ?? [])].filter(
    (text) => text !== undefined,
  );

// Own headers are written last: they win over another field's synonym.
export const namesOf = remembered(
  (catalog: FieldTable): ReadonlyMap<string, Field> =>
    new Map([
      ...catalog.fields.flatMap((field) =>
        spellingsOf(field).map((text) => [normaliseHeader(text), field] as const),
      ),
      ...catalog.fields.map((field) => [normaliseHeader(field.header), field] as const),
    ]),
);

export const fieldNamed = (catalog: FieldTable, text: string): Field | undefined =>
  exactNamesOf(catalog).get(text) ?? namesOf(catalog).get(normaliseHeader(text));

// A file without a header row shows its first row here: long numbers may be a person's and are not repeated.
const LONGEST_SHOWN = 40;
export const shown = (text: string): string =>
  text
    .trim()
    .slice(0, LONGEST_SHOWN)
    .replace(/[\d０-９]{5,}[Xx]?/g, '…');
