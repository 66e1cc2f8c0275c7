import { strToU8, zipSync } from 'fflate';
import { type Choices, escaped, listSheet, validations, worksheet } from './xlsx-sheet.ts';

// choices: by the column's place, the values that its drop-down offers.
export type Sheet = {
  name: string;
  header: readonly string[];
  rows: readonly (readonly string[])[];
  choices?: ReadonlyMap<number, Choices>;
};

const FIXED_TIME = '2020-01-01T00:00:00Z';
const LISTS = '代码表';

type Part = { name: string; xml: string; isHidden: boolean };

// Every cell text: a code keeps all its digits, and a cell that starts with = is no formula. The choices of
// the drop-downs stand in a hidden sheet behind the others.
export const writeXlsx = (...sheets: readonly [Sheet, ...Sheet[]]): Uint8Array<ArrayBuffer> => {
  const lists = sheets.flatMap(({ choices }) => [...(choices?.values() ?? [])]);
  const parts = [
    ...sheets.map((sheet) => ({
      name: sheetName(sheet.name),
      xml: worksheet(sheet, validations(sheet.choices, lists, LISTS)),
      isHidden: false,
    })),
    ...(lists.length > 0 ? [{ name: LISTS, xml: listSheet(lists), isHidden: true }] : []),
  ];
  const worksheets = parts.map(({ xml }, place) => [`xl/${pathOf(place)}`, strToU8(xml)] as const);
  return zipSync(
    {
      '[Content_Types].xml': strToU8(contentTypes(parts)),
      '_rels/.rels': strToU8(relations([['officeDocument', 'xl/workbook.xml']])),
      'xl/workbook.xml': strToU8(workbook(parts)),
      'xl/_rels/workbook.xml.rels': strToU8(
        relations([
          ...parts.map((_, place) => ['worksheet', pathOf(place)] as const),
          ['styles', 'styles.xml'],
        ]),
      ),
      'xl/styles.xml': strToU8(STYLES),
      ...Object.fromEntries(worksheets),
    },
    { mtime: new Date(FIXED_TIME) },
  );
};

const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const PART = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

const pathOf = (place: number): string => `worksheets/sheet${place + 1}.xml`;

const contentTypes = (parts: readonly Part[]): string => {
  const sheets = parts.map(
    (_, place) => `<Override PartName="/xl/${pathOf(place)}" ContentType="${PART}.worksheet+xml"/>`,
  );
  return [
    `${DECLARATION}<Types xmlns="${PACKAGE}/content-types">`,
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>',
    '<Default Extension="xml" ContentType="application/xml"/>',
    `<Override PartName="/xl/workbook.xml" ContentType="${PART}.sheet.main+xml"/>`,
    ...sheets,
    `<Override PartName="/xl/styles.xml" ContentType="${PART}.styles+xml"/></Types>`,
  ].join('');
};

// Number format 49 is "text": what a clerk types into the column stays as typed.
const STYLES = [
  `${DECLARATION}<styleSheet xmlns="${MAIN}">`,
  '<fonts count="2"><font><sz val="11"/><name val="宋体"/></font>',
  '<font><b/><sz val="11"/><name val="宋体"/></font></fonts>',
  '<fills count="2"><fill><patternFill patternType="none"/></fill>',
  '<fill><patternFill patternType="gray125"/></fill></fills>',
  '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>',
  '<cellXfs count="3"><xf/><xf numFmtId="49" fontId="1" applyFont="1" applyNumberFormat="1"/>',
  '<xf numFmtId="49" applyNumberFormat="1"/></cellXfs></styleSheet>',
].join('');

const relations = (targets: readonly (readonly [type: string, path: string])[]): string => {
  const all = targets.map(
    ([type, path], place) => `<Relationship Id="rId${place + 1}" Type="${OFFICE}/${type}" Target="${path}"/>`,
  );
  return `${DECLARATION}<Relationships xmlns="${PACKAGE}/relationships">${all.join('')}</Relationships>`;
};

const workbook = (parts: readonly Part[]): string => {
  const sheets = parts.map(({ name, isHidden }, place) => {
    const state = isHidden ? ' state="hidden"' : '';
    return `<sheet name="${escaped(name)}" sheetId="${place + 1}"${state} r:id="rId${place + 1}"/>`;
  });
  return [
    `${DECLARATION}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}">`,
    `<sheets>${sheets.join('')}</sheets></workbook>`,
  ].join('');
};

const sheetName = (name: string): string => name.replace(/[[\]:*?/\\]/g, ' ').slice(0, 31) || 'Sheet1';
