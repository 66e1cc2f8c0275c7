import { Problem } from '../../kernel/problems.ts';

const LONGEST_ELEMENT = 1_000_000;
const DEEPEST = 32;
// DOS ended a text with this mark.
const FILE_END = '\u001A';

// Gives the texts of a top-level array's elements, unparsed, a batch per chunk. It never holds more than one
// element and one chunk.
export async function* jsonElements(chunks: AsyncIterable<string>): AsyncGenerator<string[]> {
  const scan: Scan = { phase: 'before', text: '', start: 0, at: 0, depth: 0, inString: false, count: 0 };
  for await (const chunk of chunks) {
    scan.text = scan.text.slice(scan.start) + chunk;
    scan.at -= scan.start;
    scan.start = 0;
    const elements = takeElements(scan);
    if (scan.at - scan.start > LONGEST_ELEMENT) throw broken('有一条记录过长');
    if (elements.length > 0) yield elements;
  }
  if (scan.phase !== 'after') throw broken('JSON 数组没有结束');
}

type Scan = {
  phase: 'before' | 'inside' | 'after';
  text: string;
  start: number;
  at: number;
  depth: number;
  inString: boolean;
  count: number;
};

const broken = (why: string) =>
  new Problem('batch.unreadable', { detail: `${why}；请检查 JSON 是否完整后重新上传。` });

const takeElements = (scan: Scan): string[] => {
  const elements: string[] = [];
  while (scan.at < scan.text.length) {
    if (scan.phase === 'inside') stepInside(scan, elements);
    else stepOutside(scan);
  }
  if (scan.phase !== 'inside') scan.start = scan.at;
  return elements;
};

const stepOutside = (scan: Scan): void => {
  const char = scan.text[scan.at] ?? '';
  scan.at++;
  if (/\s/.test(char) || (scan.phase === 'after' && char === FILE_END)) return;
  if (scan.phase === 'after') throw broken('JSON 数组之后还有内容');
  if (char !== '[') throw broken('JSON 的最外层不是数组');
  scan.phase = 'inside';
  scan.start = scan.at;
};

const MARKS = /["[\]{},\\]/g;

// Jumps from mark to mark; what lies between cannot end an element.
const stepInside = (scan: Scan, elements: string[]): void => {
  MARKS.lastIndex = scan.at;
  const found = MARKS.exec(scan.text);
  if (!found) {
    scan.at = scan.text.length;
    return;
  }
  scan.at = found.index + 1;
  const [mark] = found;
  if (scan.inString) stepString(scan, mark);
  else if (mark === '"') scan.inString = true;
  else if (mark === '{' || mark === '[') scan.depth++;
  else if (scan.depth === 0) endElement(scan, mark, elements);
  else if (mark === '}' || mark === ']') scan.depth--;
  if (scan.depth > DEEPEST) throw broken('JSON 嵌套过深');
};

const stepString = (scan: Scan, mark: string): void => {
  if (mark === '"') scan.inString = false;
  // May point beyond the text: the escaped character then begins the next chunk.
  if (mark === '\\') scan.at++;
};

const endElement = (scan: Scan, mark: string, elements: string[]): void => {
  if (mark !== ',' && mark !== ']') throw broken('JSON 括号不成对');
  const element = scan.text.slice(scan.start, scan.at - 1).trim();
  const isEmptyArray = element === '' && mark === ']' && scan.count === 0;
  if (element === '' && !isEmptyArray) throw broken('JSON 数组中有空元素');
  if (element !== '') elements.push(element);
  scan.count++;
  scan.start = scan.at;
  if (mark === ']') scan.phase = 'after';
};

// One record a line; blank lines mean nothing.
export async function* jsonLines(chunks: AsyncIterable<string>): AsyncGenerator<string[]> {
  let rest = '';
  for await (const chunk of chunks) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > LONGEST_ELEMENT) throw broken('有一行过长');
    yield lines.map((line) => line.trim()).filter((line) => line !== '' && line !== FILE_END);
  }
  const last = rest.trim();
  if (last !== '' && last !== FILE_END) yield [last];
}
