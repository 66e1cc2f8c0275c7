import type { Db } from '../../platform/door/db.ts';
import {
  type DeltaLine,
  type Place,
  removalsSince,
  snapshotPage,
  upsertsSince,
  type Version,
} from './public-entry.store.ts';
import { deltaHead, removalLine, snapshotHead, upsertLine } from './public-file.rules.ts';

const PAGE_ROWS = 2000;

export type TextPart = { text: string; rows: number };

// The bytes of one version, always the same, page by page. What was struck meanwhile ends the download rather than shorten it.
export async function* snapshotText(db: Db, version: Version): AsyncGenerator<TextPart> {
  yield { text: snapshotHead(version.format), rows: 0 };
  for (let after = 0; ; ) {
    const { text, last, count, isWhole } = await snapshotPage(db, version, { after, limit: PAGE_ROWS });
    if (!isWhole) throw new Error(`version ${version.position} of ${version.list} is no longer kept`);
    if (count > 0) yield { text: text ?? '', rows: count };
    if (count < PAGE_ROWS) return;
    after = last;
  }
}

export async function* deltaText(db: Db, version: Version & { since: number }): AsyncGenerator<TextPart> {
  const { format } = version;
  yield { text: deltaHead(format), rows: 0 };
  yield* linesOf(
    (page) => removalsSince(db, version, page),
    ({ recordId }) => removalLine(format, recordId),
  );
  yield* linesOf(
    (page) => upsertsSince(db, version, page),
    ({ line }) => {
      if (line === null) throw new Error(`version ${version.position} of ${version.list} is no longer kept`);
      return upsertLine(format, line);
    },
  );
}

async function* linesOf(
  read: (page: { after: Place; limit: number }) => Promise<DeltaLine[]>,
  write: (line: DeltaLine) => string,
): AsyncGenerator<TextPart> {
  for (let after: Place = { position: 0, recordId: 0 }; ; ) {
    const found = await read({ after, limit: PAGE_ROWS });
    const last = found.at(-1);
    if (!last) return;
    yield { text: found.map(write).join(''), rows: found.length };
    after = last;
  }
}
