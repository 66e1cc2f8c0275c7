import { deflateSync } from 'node:zlib';

const chunk = (kind: string, body: Buffer) => {
  const head = Buffer.alloc(4);
  head.writeUInt32BE(body.length);
  return Buffer.concat([head, Buffer.from(kind), body, Buffer.alloc(4)]);
};
const segment = (marker: number, body: Buffer) => {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([head, body]);
};

/** A picture of the least size, in base64; `beside` stands where a camera writes what it knows. */
export const aPicture = (kind: 'png' | 'jpeg', beside = ''): string => {
  const words = Buffer.from(`Exif\0\0${beside}`);
  if (kind === 'png')
    return Buffer.concat([
      Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
      chunk('IHDR', Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0])),
      chunk('eXIf', words),
      chunk('IDAT', deflateSync(Buffer.from([0, 0]))),
      chunk('IEND', Buffer.alloc(0)),
    ]).toString('base64');
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xe1, words),
    segment(0xc0, Buffer.from([8, 0, 1, 0, 1, 1, 1, 0x11, 0])),
    segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])),
    Buffer.from([0x12, 0xff, 0x00, 0x34, 0xff, 0xd9]),
    segment(0xe1, words),
  ]).toString('base64');
};
