import type { Catalog } from './catalog.ts';

export type Template = { header: readonly string[]; rows: readonly (readonly string[])[] };

// What an agency fills in: required columns wear a star; one made-up row shows the notation and is to be overwritten.
export const templateOf = (catalog: Catalog): Template => ({
  header: catalog.fields.map(({ header, required }) => (required ? `${header}*` : header)),
  rows: [catalog.fields.map(({ example }) => example ?? '')],
});
