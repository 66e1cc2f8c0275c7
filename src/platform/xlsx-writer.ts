export const writeXlsx = (sheet: {
  name: string;
  header: readonly string[];
  rows: readonly (readonly string[])[];
}): Uint8Array => {
  throw new Error(sheet.name);
};
