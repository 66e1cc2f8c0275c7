import { catalogs } from '../../law/catalogs/catalog-list.ts';

/** What each catalogue and list is called, by code. */
export const listNames: Readonly<Record<string, string>> = Object.fromEntries(
  catalogs.map(({ code, name }) => [code, name]),
);
