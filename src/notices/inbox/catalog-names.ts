import { catalogNames, catalogs } from '../../law/catalogs/catalog-list.ts';

export type NamesByCode = Readonly<Record<string, string>>;

export const catalogName = (code: string): string => catalogNames[code] ?? code;

/** The catalogues whose records open a listing, as choices of a form. */
export const listChoices = catalogs
  .filter(({ opens }) => opens !== null)
  .map(({ code, name }) => ({ value: code, label: name }));
