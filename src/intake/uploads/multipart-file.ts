import { Problem } from '../../kernel/problems.ts';
import { joined } from './split-parts.ts';

export type PartHead = { fileName: string | null; contentType: string | null };

const CRLF = new Uint8Array([13, 10]);
const MAX_HEAD_BYTES = 16_384;
const MAX_SKIPPED_BYTES = 1_048_576;
const ascii = new TextEncoder();
const HEAD_END = ascii.encode('\r\n\r\n');

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

// Gives the bytes of the one file in a form while they arrive. A form is never held in memory: of the
// searched bytes only as many are kept as half a mark may need, however small the pieces are.
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
  const upTo = async function* (mark: Uint8Array): AsyncGenerator<Uint8Array> {
    let at = indexOf(held, mark, 0);
    for (; at < 0; at = indexOf(held, mark, 0)) {
      const safe = Math.max(0, held.length - mark.length);
      if (safe > 0) yield held.slice(0, safe);
      held = held.subarray(safe);
      await more();
    }
    const before = held.slice(0, at);
    held = held.subarray(at + mark.length);
    if (before.length > 0) yield before;
  };
  const taken = async (mark: Uint8Array, { most, keeps }: { most: number; keeps: boolean }) => {
    const found: Uint8Array[] = [];
    let length = 0;
    for await (const bytes of upTo(mark)) {
      length += bytes.length;
      if (length > most) throw new Problem('batch.format');
      if (keeps) found.push(bytes);
    }
    return joined(found);
  };
  for (let isFile = false; !isFile; ) {
    await taken(delimiter, { most: MAX_SKIPPED_BYTES, keeps: false });
    while (held.length < 2) await more();
    if (held[0] === 45 && held[1] === 45)
      throw new Problem('batch.format', { detail: '表单中没有名为 file 的文件，请选择一个文件后重新上传。' });
    const text = await taken(HEAD_END, { most: MAX_HEAD_BYTES, keeps: true });
    const { isFile: isOne, ...head } = headOf(new TextDecoder().decode(text));
    isFile = isOne;
    if (isFile) onHead(head);
  }
  yield* upTo(delimiter);
  for (let bytes = 0; ; ) {
    const { done, value } = await pieces.next();
    if (done) return;
    bytes += value.length;
    if (bytes > MAX_SKIPPED_BYTES) throw new Problem('batch.format');
  }
}
