import { Problem } from '../../kernel/problems.ts';
import { shown } from '../../law/catalogs/reading/field-names.rules.ts';
import { type ArchiveEntry, readDirectory } from './archive-directory.ts';
import { entryBytes } from './archive-entry.ts';
import { plainPath } from './detect-format.ts';
import type { FileSource } from './file-source.ts';
import { type XmlSink, xmlSink } from './parse-xml.ts';
import { openTextPool, type TextPool } from './text-pool.ts';
import { plainXstring } from './xstring.ts';

// Two bytes each, and as much again until the garbage collector runs: more would not fit into half a
// gigabyte.
const MOST_SHARED_CHARACTERS = 64 * 1024 ** 2;
const LONGEST_TEXT = 1_000_000;
const MOST_SHEETS = 100;
// The list of the sheets and their places is kept whole.
const MOST_LISTED_BYTES = 4 * 1024 ** 2;
const TOO_MUCH_TEXT = '工作簿中互不相同的文字超过六千七百万字，请拆成几个文件，或另存为 CSV 后上传。';

// One worksheet of the workbook, in its order; a chart or a macro is no worksheet and holds no rows.
export type WorkbookSheet = { name: string; isHidden: boolean; entry: ArchiveEntry };
export type Workbook = { sheets: readonly WorkbookSheet[]; sharedStrings: TextPool };

type Relation = { type: string; target: string };
type Found = {
  sheets: { name: string; relation: string; isHidden: boolean }[];
  relations: Map<string, Relation>;
  sharedStrings: TextPool;
  countsFrom1904: boolean;
};

// Finds the sheets and the texts that their cells point to. Names of parts are compared without regard to
// case.
export const readWorkbook = async (source: FileSource): Promise<Workbook> => {
  const listed = await readDirectory(source);
  const entries = new Map(listed.map((entry) => [partName(entry.name), entry]));
  if (entries.size < listed.length) throw new Problem('batch.unreadable');
  const workbook = entries.get('xl/workbook.xml');
  if (!workbook) throw new Problem('batch.format');
  const found: Found = {
    sheets: [],
    relations: new Map(),
    sharedStrings: openTextPool(),
    countsFrom1904: false,
  };
  const relations = entries.get('xl/_rels/workbook.xml.rels');
  if (Math.max(workbook.size, relations?.size ?? 0) > MOST_LISTED_BYTES) throw new Problem('batch.bomb');
  await fill(source, workbook, workbookSink(found));
  await fill(source, relations, relationSink(found));
  if (found.countsFrom1904)
    throw new Problem('batch.unreadable', {
      detail: '工作簿使用 1904 日期系统，日期会错位；请在 Excel 选项中取消后另存上传。',
    });
  await fill(source, sharedStringsOf(found, entries), sharedStringSink(found));
  return { sheets: sheetsOf(found, entries), sharedStrings: found.sharedStrings };
};

type Entries = ReadonlyMap<string, ArchiveEntry>;
const partName = (name: string): string => plainPath(name).toLowerCase();

const fill = async (source: FileSource, entry: ArchiveEntry | undefined, sink: XmlSink): Promise<void> => {
  if (!entry) return;
  for await (const bytes of entryBytes(source, entry)) sink(bytes, false);
  sink(new Uint8Array(0), true);
};

// A relation names its part from the workbook's folder, or from the root.
const entryOf = ({ target }: Relation, entries: Entries): ArchiveEntry | undefined => {
  const steps = partName(target).replace(/^(?:\.\/)+/, '');
  if (steps.startsWith('../')) return entries.get(steps.slice(3));
  return entries.get(steps.startsWith('xl/') ? steps : `xl/${steps}`);
};

const sharedStringsOf = ({ relations }: Found, entries: Entries): ArchiveEntry | undefined => {
  const relation = [...relations.values()].find(({ type }) => type.endsWith('/sharedStrings'));
  return (relation && entryOf(relation, entries)) ?? entries.get('xl/sharedstrings.xml');
};

const NO_SHEET = /\/(chartsheet|dialogsheet|xlMacrosheet|xlIntlMacrosheet)$/;

// A sheet that cannot be found is a broken file: any other that were read instead would be a guess.
const sheetsOf = ({ sheets, relations }: Found, entries: Entries): WorkbookSheet[] => {
  const paths = new Set<string>();
  const found = sheets.flatMap(({ name, relation, isHidden }): WorkbookSheet[] => {
    const related = relations.get(relation);
    if (related && NO_SHEET.test(related.type)) return [];
    const entry = related && entryOf(related, entries);
    if (!entry || paths.has(entry.name)) throw lostSheet(name);
    paths.add(entry.name);
    return [{ name, isHidden, entry }];
  });
  if (found.length > MOST_SHEETS)
    throw new Problem('batch.unreadable', { detail: `工作表超过 ${MOST_SHEETS} 张，请拆成几个文件后上传。` });
  return found;
};

const lostSheet = (name: string) =>
  new Problem('batch.unreadable', {
    detail: `工作簿没有写明工作表“${shown(name)}”在文件中的位置；请用电子表格软件打开，另存为 XLSX 后上传。`,
  });

const RELATIONSHIPS: ReadonlySet<string> = new Set([
  'http://schemas.openxmlformats.org/officeDocument/2006/relationships',
  'http://purl.oclc.org/ooxml/officeDocument/relationships',
]);

const workbookSink = (found: Found): XmlSink => {
  const prefixes = new Set<string>();
  return xmlSink('workbook', {
    open: (name, attributes) => {
      for (const [key, value] of Object.entries(attributes))
        if (key.startsWith('xmlns:') && RELATIONSHIPS.has(value)) prefixes.add(key.slice(6));
      if (name === 'workbookPr')
        found.countsFrom1904 = ['1', 'true', 'on'].includes(attributes.date1904 ?? '');
      if (name !== 'sheet') return;
      const relation = [...prefixes].map((prefix) => attributes[`${prefix}:id`]).find((id) => id);
      const isHidden = (attributes.state ?? 'visible') !== 'visible';
      found.sheets.push({ name: plainXstring(attributes.name ?? ''), relation: relation ?? '', isHidden });
    },
  });
};

const relationSink = (found: Found): XmlSink =>
  xmlSink('Relationships', {
    open: (name, { Id, Target, Type, TargetMode }) => {
      if (name === 'Relationship' && Id && Target && TargetMode !== 'External')
        found.relations.set(Id, { type: Type ?? '', target: Target });
    },
  });

const sharedStringSink = (found: Found): XmlSink => {
  let pieces: string[] | undefined;
  let isText = false;
  let held = 0;
  let length = 0;
  let isPhonetic = false;
  return xmlSink('sst', {
    open: (name) => {
      if (name === 'si') {
        pieces = [];
        length = 0;
      }
      if (name === 'rPh') isPhonetic = true;
      isText = name === 't' && !isPhonetic;
    },
    text: (text) => {
      if (!isText || !pieces) return;
      pieces.push(text);
      length += text.length;
      held += text.length;
      if (length > LONGEST_TEXT) throw new Problem('batch.bomb');
      if (held > MOST_SHARED_CHARACTERS) throw new Problem('batch.bomb', { detail: TOO_MUCH_TEXT });
    },
    close: (name) => {
      isText = false;
      if (name === 'rPh') isPhonetic = false;
      if (name !== 'si') return;
      found.sharedStrings.add(plainXstring((pieces ?? []).join('')));
      held += 1;
      pieces = undefined;
    },
  });
};
