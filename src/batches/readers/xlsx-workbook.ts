import { Problem } from '../../kernel/problems.ts';
import type { FileSource } from './file-source.ts';
import { xmlSink } from './parse-xml.ts';
import { type EntrySink, unzipEntries } from './unzip-entries.ts';

const MOST_SHARED_CHARACTERS = 64 * 1024 ** 2;
const LONGEST_TEXT = 1_000_000;

export type Workbook = { sheetPath: string; sharedStrings: readonly string[] };

type Found = {
  sheets: { relation: string; isHidden: boolean }[];
  targets: Map<string, string>;
  sharedStrings: string[];
  isWorkbook: boolean;
  countsFrom1904: boolean;
};

// The first of two passes: which sheet to read, and the texts that its cells point to.
export const readWorkbook = async (source: FileSource): Promise<Workbook> => {
  const found: Found = {
    sheets: [],
    targets: new Map(),
    sharedStrings: [],
    isWorkbook: false,
    countsFrom1904: false,
  };
  const sinks: Readonly<Record<string, () => EntrySink>> = {
    'xl/workbook.xml': () => workbookSink(found),
    'xl/_rels/workbook.xml.rels': () => relationSink(found),
    'xl/sharedStrings.xml': () => sharedStringSink(found),
  };
  for await (const _ of unzipEntries(source.parts(), (name) => sinks[plainPath(name)]?.()));
  if (!found.isWorkbook) throw new Problem('batch.format');
  if (found.countsFrom1904)
    throw new Problem('batch.unreadable', {
      detail: '工作簿使用 1904 日期系统，日期会错位；请在 Excel 选项中取消后另存上传。',
    });
  return { sheetPath: sheetPathOf(found), sharedStrings: found.sharedStrings };
};

export const plainPath = (name: string): string => name.replaceAll('\\', '/').replace(/^\//, '');

const sheetPathOf = ({ sheets, targets }: Found): string => {
  const sheet = sheets.find(({ isHidden }) => !isHidden) ?? sheets[0];
  const target = plainPath(targets.get(sheet?.relation ?? '') ?? 'worksheets/sheet1.xml');
  return target.startsWith('xl/') ? target : `xl/${target}`;
};

const workbookSink = (found: Found): EntrySink => {
  found.isWorkbook = true;
  return xmlSink('workbook', {
    open: (name, attributes) => {
      if (name === 'workbookPr')
        found.countsFrom1904 = ['1', 'true', 'on'].includes(attributes.date1904 ?? '');
      if (name !== 'sheet') return;
      const isHidden = (attributes.state ?? 'visible') !== 'visible';
      found.sheets.push({ relation: attributes['r:id'] ?? '', isHidden });
    },
  });
};

const relationSink = (found: Found): EntrySink =>
  xmlSink('Relationships', {
    open: (name, { Id, Target }) => {
      if (name === 'Relationship' && Id && Target) found.targets.set(Id, Target);
    },
  });

const sharedStringSink = (found: Found): EntrySink => {
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
      if (length > LONGEST_TEXT || held > MOST_SHARED_CHARACTERS) throw new Problem('batch.bomb');
    },
    close: (name) => {
      isText = false;
      if (name === 'rPh') isPhonetic = false;
      if (name !== 'si') return;
      found.sharedStrings.push((pieces ?? []).join(''));
      held += 1;
      pieces = undefined;
    },
  });
};
