import { allCatalogs } from './all-catalogs.ts';
import type { Catalog } from './catalog.ts';

const isLatest = (catalog: Catalog) =>
  allCatalogs.every((other) => other.code !== catalog.code || other.edition <= catalog.edition);

// The edition in use of every catalogue, by code.
export const catalogs: readonly Catalog[] = allCatalogs
  .filter(isLatest)
  .sort((a, b) => (a.code < b.code ? -1 : 1));

// A batch keeps the edition it used.
export const findCatalog = (code: string, edition?: number): Catalog | undefined =>
  edition === undefined
    ? catalogs.find((catalog) => catalog.code === code)
    : allCatalogs.find((catalog) => catalog.code === code && catalog.edition === edition);

// By code, as pages, sheets and mails name a catalogue or the list that it opens.
export const catalogNames: Readonly<Record<string, string>> = Object.fromEntries(
  catalogs.map(({ code, name }) => [code, name]),
);
