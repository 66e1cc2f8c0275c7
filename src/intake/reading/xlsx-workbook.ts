import { Problem } from '../../kernel/problems.ts';
import { type ArchiveEntry, readDirectory } from './archive-directory.ts';
import { entryBytes } from './archive-entry.ts';
import { plainPath } from './detect-format.ts';
import type { FileSource } from './file-source.ts';
import { type XmlSink, xmlSink } from './parse-xml.ts';
import { openTextPool, type TextPool } from './text-pool.ts';

// Two bytes each, and as much again until the collector comes by: more would not fit into half a gigabyte.
const MOST_SHARED_CHARACTERS = 64 * 1024 ** 2;
const LONGEST_TEXT = 1_000_000;
// The list of the sheets and their places is kept whole.
const MOST_LISTED_BYTES = 4 * 1024 ** 2;
const TOO_MUCH_TEXT = '工作簿中互不相同的文字超过六千七百万字，请拆成几个文件，或另存为 CSV 后上传。';

export type Workbook = { sheet: ArchiveEntry; sharedStrings: TextPool };

type Found = {
  sheets: { relation: string; isHidden: boolean }[];
  targets: Map<string, string>;
  sharedStrings: TextPool;
  countsFrom1904: boolean;
};

// Finds the sheet to read and the texts that its cells point to.
export const readWorkbook = async (source: FileSource): Promise<Workbook> => {
  const entries = new Map((await readDirectory(source)).map((entry) => [plainPath(entry.name), entry]));
  const workbook = entries.get('xl/workbook.xml');
  if (!workbook) throw new Problem('batch.format');
  const found: Found = {
    sheets: [],
    targets: new Map(),
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
  await fill(source, entries.get('xl/sharedStrings.xml'), sharedStringSink(found));
  const sheet = entries.get(sheetPathOf(found));
  if (!sheet) throw new Problem('batch.unreadable');
  return { sheet, sharedStrings: found.sharedStrings };
};

const fill = async (source: FileSource, entry: ArchiveEntry | undefined, sink: XmlSink): Promise<void> => {
  if (!entry) return;
  for await (const bytes of entryBytes(source, entry)) sink(bytes, false);
  sink(new Uint8Array(0), true);
};

const sheetPathOf = ({ sheets, targets }: Found): string => {
  const sheet = sheets.find(({ isHidden }) => !isHidden) ?? sheets[0];
  const target = plainPath(targets.get(sheet?.relation ?? '') ?? 'worksheets/sheet1.xml');
  return target.startsWith('xl/') ? target : `xl/${target}`;
};

const workbookSink = (found: Found): XmlSink =>
  xmlSink('workbook', {
    open: (name, attributes) => {
      if (name === 'workbookPr')
        found.countsFrom1904 = ['1', 'true', 'on'].includes(attributes.date1904 ?? '');
      if (name !== 'sheet') return;
      const isHidden = (attributes.state ?? 'visible') !== 'visible';
      found.sheets.push({ relation: attributes['r:id'] ?? '', isHidden });
    },
  });

const relationSink = (found: Found): XmlSink =>
  xmlSink('Relationships', {
    open: (name, { Id, Target }) => {
      if (name === 'Relationship' && Id && Target) found.targets.set(Id, Target);
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
      found.sharedStrings.add((pieces ?? []).join(''));
      held += 1;
      pieces = undefined;
    },
  });
};
