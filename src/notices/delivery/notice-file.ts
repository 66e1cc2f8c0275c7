import { sha256Hex } from '../../platform/keys/hash.ts';
import { writeCsv } from '../../platform/sheets/csv-writer.ts';
import { writeXlsx } from '../../platform/sheets/xlsx-writer.ts';
import {
  csvRow,
  type NoticeFileFormat,
  type SentNotice,
  sheetHeader,
  sheetRow,
  signedCells,
  signedHeader,
} from '../inbox/notice-sheet.rules.ts';

const utf8 = new TextEncoder();
type ListName = (list: string) => string;

const contents: Record<NoticeFileFormat, (notices: readonly SentNotice[], listName: ListName) => Uint8Array> =
  {
    ndjson: (notices) => utf8.encode(notices.map((notice) => `${JSON.stringify(notice)}\n`).join('')),
    csv: (notices, listName) =>
      utf8.encode(
        writeCsv(
          sheetHeader,
          notices.map((notice) => csvRow(notice, listName)),
        ),
      ),
    xlsx: (notices, listName) =>
      writeXlsx({
        name: '名单通知',
        header: sheetHeader,
        rows: notices.map((notice) => sheetRow(notice, listName)),
      }),
  };

// A list that a person takes away from the desk, with who signed for what.
export const noticeXlsx = (notices: readonly SentNotice[], listName: ListName): Uint8Array<ArrayBuffer> =>
  writeXlsx({
    name: '名单通知',
    header: [...sheetHeader, ...signedHeader],
    rows: notices.map((notice) => [...sheetRow(notice, listName), ...signedCells(notice)]),
  });

type Dropped = {
  delivery: { id: string; subscriptionId: string; kind: string; createdAt: string };
  notices: readonly SentNotice[];
  format: NoticeFileFormat;
  listName: ListName;
};
export type NoticeFile = { name: string; content: Uint8Array };

// Notices from before there were epochs are of the first.
const epochOf = ({ epoch }: SentNotice) => epoch ?? 1;

// Each attempt writes the same bytes under the same names. The manifest is last: where it exists, the file is
// whole.
export const noticeFiles = ({ delivery, notices, format, listName }: Dropped): NoticeFile[] => {
  const name = `${delivery.id}.${format}`;
  const content = contents[format](notices, listName);
  const seqs = notices.map(({ data }) => data.seq);
  const manifest = {
    file: name,
    sha256: sha256Hex(content),
    byteCount: content.length,
    deliveryId: delivery.id,
    subscriptionId: delivery.subscriptionId,
    kind: delivery.kind,
    epoch: Math.max(...notices.map(epochOf)),
    createdAt: delivery.createdAt,
    firstSeq: Math.min(...seqs),
    lastSeq: Math.max(...seqs),
    notices: notices.map((notice) => ({
      id: notice.id,
      epoch: epochOf(notice),
      seq: notice.data.seq,
      supersedes: notice.data.supersedes,
    })),
  };
  return [
    { name, content },
    { name: `${delivery.id}.manifest.json`, content: utf8.encode(`${JSON.stringify(manifest, null, 2)}\n`) },
  ];
};
