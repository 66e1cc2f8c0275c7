import { strToU8, zipSync } from 'fflate';
import { escaped } from './xlsx-sheet.ts';

export type Block =
  | { kind: 'title' | 'text' | 'right'; text: string }
  | { kind: 'table'; header: readonly string[]; rows: readonly (readonly string[])[] };

const FIXED_TIME = '2020-01-01T00:00:00Z';
const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const WORD = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const MAIN = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml';

// Letters on upright A4, lists with their many columns across it. Sizes in twentieths
// of a point, fonts in halves.
const PAGE = {
  letter: [
    '<w:pgSz w:w="11906" w:h="16838"/>',
    '<w:pgMar w:top="1440" w:right="1417" w:bottom="1440" w:left="1417"/>',
  ].join(''),
  list: [
    '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>',
    '<w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134"/>',
  ].join(''),
} as const;
export type PageKind = keyof typeof PAGE;

/** A Word document of headings, paragraphs and tables, nothing else. */
export const writeDocx = (page: PageKind, blocks: readonly Block[]): Uint8Array<ArrayBuffer> =>
  zipSync(
    {
      '[Content_Types].xml': strToU8(contentTypesXml),
      '_rels/.rels': strToU8(relationsXml),
      'word/document.xml': strToU8(documentXml(page, blocks)),
    },
    { mtime: new Date(FIXED_TIME) },
  );

const contentTypesXml = [
  `${DECLARATION}<Types xmlns="${PACKAGE}/content-types">`,
  '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>',
  '<Default Extension="xml" ContentType="application/xml"/>',
  `<Override PartName="/word/document.xml" ContentType="${MAIN}"/></Types>`,
].join('');

const relationsXml = [
  `${DECLARATION}<Relationships xmlns="${PACKAGE}/relationships">`,
  `<Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>`,
].join('');

const documentXml = (page: PageKind, blocks: readonly Block[]): string =>
  [
    `${DECLARATION}<w:document xmlns:w="${WORD}"><w:body>`,
    ...blocks.map(blockXml),
    `<w:sectPr>${PAGE[page]}</w:sectPr></w:body></w:document>`,
  ].join('');

type Look = { size: number; isBold?: boolean; align?: 'center' | 'right' };

const run = (text: string, { size, isBold }: Look): string =>
  [
    '<w:r><w:rPr><w:rFonts w:ascii="仿宋" w:hAnsi="仿宋" w:eastAsia="仿宋"/>',
    `${isBold ? '<w:b/>' : ''}<w:sz w:val="${size}"/></w:rPr>`,
    `<w:t xml:space="preserve">${escaped(text)}</w:t></w:r>`,
  ].join('');

const paragraph = (text: string, look: Look): string => {
  const align = look.align ? `<w:jc w:val="${look.align}"/>` : '';
  return text
    .split('\n')
    .map((line) => `<w:p><w:pPr><w:spacing w:after="120"/>${align}</w:pPr>${run(line, look)}</w:p>`)
    .join('');
};

const TITLE: Look = { size: 36, isBold: true, align: 'center' };
const TEXT: Look = { size: 28 };
const RIGHT: Look = { size: 28, align: 'right' };
const HEADER: Look = { size: 20, isBold: true };
const CELL: Look = { size: 20 };

const cell = (text: string, look: Look): string => `<w:tc><w:tcPr/><w:p>${run(text, look)}</w:p></w:tc>`;
const row = (cells: readonly string[], look: Look, isHeader: boolean): string =>
  [
    `<w:tr><w:trPr><w:cantSplit/>${isHeader ? '<w:tblHeader/>' : ''}</w:trPr>`,
    ...cells.map((text) => cell(text, look)),
    '</w:tr>',
  ].join('');

const edges = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV'];
const BORDERS = edges
  .map((edge) => `<w:${edge} w:val="single" w:sz="4" w:space="0" w:color="auto"/>`)
  .join('');

const table = ({ header, rows }: Extract<Block, { kind: 'table' }>): string =>
  [
    `<w:tbl><w:tblPr><w:tblW w:w="5000" w:type="pct"/><w:tblBorders>${BORDERS}</w:tblBorders></w:tblPr>`,
    `<w:tblGrid>${header.map(() => '<w:gridCol/>').join('')}</w:tblGrid>`,
    row(header, HEADER, true),
    ...rows.map((cells) => row(cells, CELL, false)),
    '</w:tbl><w:p/>',
  ].join('');

const blockXml = (block: Block): string => {
  if (block.kind === 'table') return table(block);
  if (block.kind === 'title') return paragraph(block.text, TITLE);
  return paragraph(block.text, block.kind === 'right' ? RIGHT : TEXT);
};
