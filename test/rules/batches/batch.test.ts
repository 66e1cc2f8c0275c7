import { expect, test, vi } from 'vitest';
import { overlapped } from '../../../src/intake/rows/overlapped.ts';
import { batchStatuses, needsConfirmation, stepBatch } from '../../../src/intake/uploads/batch.rules.ts';
import { safeCell } from '../../../src/intake/uploads/error-file.rules.ts';
import { multipartFile } from '../../../src/intake/uploads/multipart-file.ts';
import { splitParts } from '../../../src/intake/uploads/split-parts.ts';
import { recordStates, recordSteps, stepRecord } from '../../../src/registry/records/record.rules.ts';

test('a batch is cancelled before its end and confirmed only where it waits for that', () => {
  const may = (step: 'cancel' | 'confirm') => batchStatuses.filter((status) => stepBatch(status, step).ok);
  expect(may('cancel')).toEqual(['queued', 'running', 'awaiting-confirmation']);
  expect(may('confirm')).toEqual(['awaiting-confirmation']);
});

test('every step of a record, from every state', () => {
  const table = recordSteps.map((step) => [step, recordStates.filter((state) => stepRecord(state, step).ok)]);
  expect(Object.fromEntries(table)).toEqual({
    admit: ['held'],
    refuse: ['held'],
    'end-publicity': ['live'],
    repair: ['live', 'unpublished'],
    withdraw: ['held', 'live', 'unpublished', 'repaired'],
    revive: ['held', 'refused', 'withdrawn'],
    restore: ['repaired'],
    archive: ['held', 'live', 'refused', 'unpublished', 'repaired', 'withdrawn'],
  });
});

test.each([
  [{ live: 100, missing: 0, rejected: 5, isUnread: false }, false],
  [{ live: 100, missing: 10, rejected: 0, isUnread: false }, false],
  [{ live: 100, missing: 11, rejected: 0, isUnread: false }, true],
  [{ live: 100, missing: 1, rejected: 1, isUnread: false }, true],
  [{ live: 100, missing: 0, rejected: 0, isUnread: true }, true],
])('a whole list that leaves out %o waits for confirmation: %s', (preview, isHeld) => {
  expect(needsConfirmation(preview, 10)).toBe(isHeld);
});

test.each(['=1+1', '+86', '@x', '-2'])('a spreadsheet takes %s for text', (text) => {
  expect(safeCell(text)).toBe(`'${text}`);
});

async function* piecesOf(bytes: Uint8Array, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
const collect = async (pieces: AsyncIterable<Uint8Array>) => {
  const found: number[] = [];
  for await (const piece of pieces) found.push(...piece);
  return new TextDecoder().decode(new Uint8Array(found));
};

test.each([1, 3, 7, 64, 10_000])('the file in a form comes out whole, %i bytes at a time', async (size) => {
  const body =
    '--b\r\nContent-Disposition: form-data; name="note"\r\n\r\nx\r\n--b\r\n' +
    'Content-Disposition: form-data; name="file"; filename="表.csv"\r\nContent-Type: text/csv\r\n\r\n' +
    'a,b\r\n--x\r\n1,2\r\n--b--\r\n';
  const heads: unknown[] = [];
  const file = multipartFile(piecesOf(new TextEncoder().encode(body), size), 'b', (head) => heads.push(head));
  const text = await collect(file);
  expect(heads).toEqual([{ fileName: '表.csv', contentType: 'text/csv' }]);
  expect(text).toBe('a,b\r\n--x\r\n1,2');
});

// Bytes that were copied while a form of the given size arrived in pieces of one byte.
const copiedBy = async (body: Uint8Array): Promise<number> => {
  const bytesAlike: { set: Uint8Array['set'] } = Object.getPrototypeOf(Uint8Array.prototype);
  const { set } = bytesAlike;
  let copied = 0;
  const spy = vi.spyOn(bytesAlike, 'set').mockImplementation(function (this: Uint8Array, source, at) {
    copied += source.length;
    set.call(this, source, at);
  });
  try {
    await collect(multipartFile(piecesOf(body, 1), 'boundary', () => {}));
    return copied;
  } finally {
    spy.mockRestore();
  }
};

const FORM_HEAD = '--boundary\r\nContent-Disposition: form-data; name="file"; filename="x.csv"\r\n\r\n';
test.each([
  ['a preamble', (filler: string) => `${filler}\r\n${FORM_HEAD}a,b\r\n--boundary--`],
  [
    'a field before the file',
    (filler: string) => `--boundary\r\n\r\n${filler}\r\n${FORM_HEAD}a\r\n--boundary--`,
  ],
  ['a file', (filler: string) => `${FORM_HEAD}${filler}\r\n--boundary--`],
])(
  '%s that almost holds the boundary again and again costs no more than its length, however it is cut',
  async (_, formOf) => {
    const of = (count: number) => copiedBy(new TextEncoder().encode(formOf('\r\n--boundar'.repeat(count))));
    const [once, fourfold] = [await of(100), await of(400)];
    expect(fourfold).toBeLessThan(5 * once);
  },
);

test('a form whose fields go on without end is refused', async () => {
  const endless = async function* () {
    yield new TextEncoder().encode('--boundary\r\n\r\n');
    for (;;) yield new Uint8Array(65_536);
  };
  await expect(collect(multipartFile(endless(), 'boundary', () => {}))).rejects.toMatchObject({
    code: 'batch.format',
  });
});

test('a form that breaks off is told as a broken upload', async () => {
  const body = new TextEncoder().encode('--b\r\nContent-Disposition: form-data; filename="x"\r\n\r\nhalf');
  await expect(collect(multipartFile(piecesOf(body, 9), 'b', () => {}))).rejects.toMatchObject({
    code: 'batch.upload-broken',
  });
});

test.each([1, 5, 8, 100])('parts have one size whatever the pieces: %i', async (size) => {
  const bytes = new TextEncoder().encode('0123456789abcdefghij');
  const parts: string[] = [];
  for await (const part of splitParts(piecesOf(bytes, size), { partBytes: 8, maxBytes: 20 }))
    parts.push(new TextDecoder().decode(part));
  expect(parts).toEqual(['01234567', '89abcdef', 'ghij']);
});

test('reading on while writing keeps the order, and the first fault ends both', async () => {
  const written: number[] = [];
  async function* numbers() {
    for (let no = 1; no <= 4; no++) yield no;
  }
  const write = async (no: number) => {
    if (no === 3) throw new Error('full');
    written.push(no);
    return false;
  };
  await expect(overlapped(numbers(), write)).rejects.toThrow('full');
  expect(written).toEqual([1, 2]);
});
