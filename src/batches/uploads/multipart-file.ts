import { Problem } from '../../kernel/problems.ts';
import { joined } from './split-parts.ts';

export type PartHead = { fileName: string | null; contentType: string | null };

const CRLF = new Uint8Array([13, 10]);
const MAX_HEAD_BYTES = 16_384;
const ascii = new TextEncoder();

export const boundaryOf = (contentType: string): string | undefined =>
  /^multipart\/form-data\s*;.*boundary="?([^";]{1,70})"?/i.exec(contentType)?.[1];

const indexOf = (bytes: Uint8Array, wanted: Uint8Array, from: number): number => {
  for (let at = bytes.indexOf(13, from); at >= 0; at = bytes.indexOf(13, at + 1)) {
    if (at + wanted.length > bytes.length) return -1;
    if (wanted.every((byte, place) => bytes[at + place] === byte)) return at;
  }
  return -1;
};

const headOf = (text: string): PartHead & { isFile: boolean } => ({
  isFile: /;\s*filename\*?=/i.test(text),
  fileName: /;\s*filename="([^"]*)"/i.exec(text)?.[1] ?? null,
  contentType: /^content-type:\s*([^\r\n]+)/im.exec(text)?.[1]?.trim() ?? null,
});

// The bytes of the one file in a form, while they arrive: a form is never held in memory.
export async function* multipartFile(
  body: AsyncIterable<Uint8Array>,
  boundary: string,
  onHead: (head: PartHead) => void,
): AsyncGenerator<Uint8Array> {
  const pieces = body[Symbol.asyncIterator]();
  const delimiter = ascii.encode(`\r\n--${boundary}`);
  let held: Uint8Array = CRLF;
  const more = async () => {
    const { done, value } = await pieces.next();
    if (done) throw new Problem('batch.upload-broken');
    held = joined([held, value]);
  };
  const skipPast = async (mark: Uint8Array, keepFrom: number) => {
    let at = indexOf(held, mark, 0);
    for (; at < 0; at = indexOf(held, mark, 0)) {
      if (held.length > MAX_HEAD_BYTES + keepFrom) throw new Problem('batch.format');
      await more();
    }
    const before = held.subarray(0, at);
    held = held.subarray(at + mark.length);
    return before;
  };
  for (let isFile = false; !isFile; ) {
    await skipPast(delimiter, 1_048_576);
    while (held.length < 2) await more();
    if (held[0] === 45 && held[1] === 45)
      throw new Problem('batch.format', { detail: '表单中没有名为 file 的文件，请选择一个文件后重新上传。' });
    const { isFile: isOne, ...head } = headOf(
      new TextDecoder().decode(await skipPast(ascii.encode('\r\n\r\n'), 0)),
    );
    isFile = isOne;
    if (isFile) onHead(head);
  }
  for (let at = indexOf(held, delimiter, 0); at < 0; at = indexOf(held, delimiter, 0)) {
    const safe = Math.max(0, held.length - delimiter.length);
    if (safe > 0) yield held.slice(0, safe);
    held = held.subarray(safe);
    await more();
  }
  yield held.slice(0, indexOf(held, delimiter, 0));
  while (!(await pieces.next()).done);
}
