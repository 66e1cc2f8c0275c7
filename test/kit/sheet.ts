import { strFromU8, unzipSync } from 'fflate';

// The raw text of a workbook's first sheet.
export const sheetText = (xlsx: Uint8Array): string =>
  strFromU8(unzipSync(xlsx)['xl/worksheets/sheet1.xml'] ?? new Uint8Array());
