import { withoutPersonalNumbers } from '../../kernel/personal-numbers.ts';
import { Problem, problems } from '../../kernel/problems.ts';
import { type ArchiveEntry, readDirectory } from './archive-directory.ts';
import { entrySource } from './archive-entry.ts';
import type { FileSource } from './file-source.ts';
import { formatOfName } from './format-names.ts';

export type ArchivedFile = { name: string; source: FileSource };

const MOST_FILES = 100;
const MOST_NAMED = 5;

// Systems add these files to an archive unasked.
const JUNK = /(^|\/)(__MACOSX(\/|$)|\.[^./]|thumbs\.db$|desktop\.ini$)/i;
const PACKED = /\.(zip|rar|7z|gz|tgz|tar|bz2|xz|zst)$/i;
const ESCAPING = /(^|[\\/])\.\.([\\/]|$)|^[\\/]|^[A-Za-z]:|\p{Cc}/u;
const OUTSIDE = /[\\/]/;

// Gives the data files of one archive, in its order. Everything in it must be read or known to be junk: a
// whole-list upload that skips a file would withdraw the records it names.
export const archiveFiles = async (archive: FileSource): Promise<ArchivedFile[]> => {
  const entries = (await readDirectory(archive)).filter(({ name }) => !JUNK.test(name));
  if (!entries.some(({ name }) => formatOfName(name) !== undefined))
    throw new Problem('batch.format', {
      detail: '压缩包中没有 CSV、TSV、XLSX、JSON 或 NDJSON 文件，请放入数据文件后重新上传。',
    });
  for (const [test, why] of REFUSALS) {
    const named = entries.filter(test).map(({ name }) => shownName(name));
    if (named.length > 0) throw refusal(`${why}：${named.slice(0, MOST_NAMED).join('、')}`);
  }
  if (entries.length > MOST_FILES)
    throw refusal(`压缩包中有 ${entries.length} 个文件，最多 ${MOST_FILES} 个，请分批打包`);
  return entries.map((entry) => ({ name: shownName(entry.name), source: entrySource(archive, entry) }));
};

const REFUSALS: readonly (readonly [test: (entry: ArchiveEntry) => boolean, why: string])[] = [
  [({ name }) => ESCAPING.test(name), '压缩包中有不安全的路径，请重新打包'],
  [({ name }) => OUTSIDE.test(name), '压缩包中有文件夹，请选中数据文件本身打包，不要打包文件夹'],
  [({ isEncrypted }) => isEncrypted, '压缩包已加密，请去掉密码后重新打包'],
  [({ name }) => PACKED.test(name), '压缩包中还有压缩包，请先解开，再把数据文件直接打包'],
  [({ name }) => formatOfName(name) === undefined, '压缩包中有不是数据的文件，请移除'],
  [({ method }) => method !== 0 && method !== 8, '压缩方式不受支持，请用系统自带的“压缩为 zip”重新打包'],
];

const refusal = (why: string) => new Problem('batch.archive', { detail: `${why}。` });

const LONGEST_NAME = 120;
const shownName = (name: string): string =>
  withoutPersonalNumbers(name.replace(/\p{Cc}/gu, ' ').slice(0, LONGEST_NAME));

// A fault of one file names the file first.
export const ofFile = (name: string, problem: Problem): Problem =>
  new Problem(problem.code, {
    detail: `文件“${name}”：${problem.detail ?? problems[problem.code].detail}`,
    errors: problem.errors.map((fault) => ({ ...fault, message: `文件“${name}”：${fault.message}` })),
    cause: problem,
  });
