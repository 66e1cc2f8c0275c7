import { catalogs } from '../../law/catalogs/catalog-list.ts';

// What a catalogue's code is called on a page.
export const listNames: Readonly<Record<string, string>> = Object.fromEntries(
  catalogs.map(({ code, name }) => [code, name]),
);
