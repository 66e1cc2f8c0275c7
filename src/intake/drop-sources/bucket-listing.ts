import { emptyTable } from '../../kernel/own-keys.ts';
import { Problem } from '../../kernel/problems.ts';
import { xmlSink } from '../reading/parse-xml.ts';

export type BucketObject = { key: string; byteCount: number; version: string };
export type Listing = { objects: BucketObject[]; next: string | null };

// One page of ListObjectsV2.
export const readListing = (xml: Uint8Array): Listing => {
  const objects: BucketObject[] = [];
  let [text, isCut, next] = ['', false, ''];
  let found = emptyTable<string>();
  const sink = xmlSink('ListBucketResult', {
    open: (name) => {
      text = '';
      if (name === 'Contents') found = emptyTable();
    },
    text: (piece) => {
      text += piece;
    },
    close: (name) => {
      if (name === 'Contents') objects.push(objectOf(found));
      else if (name === 'IsTruncated') isCut = text.trim() === 'true';
      else if (name === 'NextContinuationToken') next = text;
      else found[name] = text;
    },
  });
  try {
    sink(xml, true);
  } catch (cause) {
    throw new Problem('source.unreachable', { detail: '存储服务的回答不是 S3 列表，请核对地址。', cause });
  }
  return { objects, next: isCut && next ? next : null };
};

const objectOf = ({ Key = '', Size = '', ETag = '' }: Record<string, string>) => {
  const byteCount = Number(Size);
  if (!Number.isSafeInteger(byteCount)) throw new TypeError('not a size');
  return { key: Key, byteCount, version: ETag };
};
