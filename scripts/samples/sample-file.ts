export type Cell = string | number;
export type SampleRow = {
  cells: Readonly<Record<string, Cell>>;
  expect: 'accepted' | 'unchanged' | 'rejected';
};

// header: column titles as the agency writes them, each with the field its cells stand under.
export type SampleFile = {
  name: string;
  agency: string;
  catalog: string;
  as: 'csv' | 'csv-bom' | 'csv-gb18030' | 'xlsx' | 'json' | 'ndjson';
  about: string;
  header: readonly (readonly [title: string, field: string])[];
  rows: readonly SampleRow[];
};

export const good = (cells: SampleRow['cells']): SampleRow => ({ cells, expect: 'accepted' });
export const bad = (cells: SampleRow['cells']): SampleRow => ({ cells, expect: 'rejected' });
export const again = (cells: SampleRow['cells']): SampleRow => ({ cells, expect: 'unchanged' });

// What must become of a row that is spoilt like this, by its place in the file.
export type Spoiling = { expect: SampleRow['expect']; change(cells: SampleRow['cells']): SampleRow['cells'] };

export const spoilt = (
  rows: readonly SampleRow['cells'][],
  spoilings: ReadonlyMap<number, Spoiling>,
): SampleRow[] =>
  rows.map((cells, place) => {
    const spoiling = spoilings.get(place);
    return spoiling ? { cells: spoiling.change(cells), expect: spoiling.expect } : good(cells);
  });

export const set = (cells: SampleRow['cells'], field: string, value: Cell): SampleRow['cells'] => ({
  ...cells,
  [field]: value,
});
