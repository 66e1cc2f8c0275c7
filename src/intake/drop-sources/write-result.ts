import type { DropBox } from '../../platform/outside/drop-box.ts';
import { joined } from '../uploads/split-parts.ts';
import { type DropOutcome, resultOf } from './dropped-file.rules.ts';

const MOST_BYTES = 32 * 1024 * 1024;

// A bucket takes a whole object from memory, so the refused rows are bounded.
const collected = async (rows: AsyncIterable<Uint8Array>): Promise<{ bytes: Uint8Array; isAll: boolean }> => {
  const pieces: Uint8Array[] = [];
  let size = 0;
  let isAll = true;
  for await (const piece of rows) {
    isAll = size + piece.byteLength <= MOST_BYTES;
    if (!isAll) break;
    pieces.push(piece);
    size += piece.byteLength;
  }
  return { bytes: joined(pieces), isAll };
};

// The results are written first and the original is moved last: after a break the same is written again and
// nothing is lost.
export const writeResult = async (
  box: DropBox,
  file: { name: string; version: string },
  settled: { outcome: DropOutcome; rows: AsyncIterable<Uint8Array> | null; at: Date },
): Promise<void> => {
  const rows = settled.rows && (await collected(settled.rows));
  const outcome = { ...settled.outcome, hasAllRows: rows?.isAll ?? true };
  const result = resultOf(file.name, outcome, settled.at);
  if (rows && result.rowsName) await box.write(result.rowsName, rows.bytes);
  await box.write(result.name, new TextEncoder().encode(result.text));
  for (const name of result.outdated) await box.remove(name);
  await box.setAside(result.folder, file);
};
