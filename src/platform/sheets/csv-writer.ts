const quoted = (cell: string): string =>
  /[",\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;

const BOM = '\uFEFF';
export const csvLine = (cells: readonly string[]): string => `${cells.map(quoted).join(',')}\r\n`;

// With a BOM: without one Excel reads Chinese as GBK.
export const writeCsv = (header: readonly string[], rows: readonly (readonly string[])[]): string =>
  BOM + [header, ...rows].map(csvLine).join('');
