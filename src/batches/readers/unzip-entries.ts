import { Unzip, type UnzipFile, UnzipInflate } from 'fflate';
import { Problem } from '../../kernel/problems.ts';

// One compressed byte can become a thousand: small pieces keep what one step may produce small.
const PIECE_BYTES = 16 * 1024;
const MOST_ENTRIES = 2_000;
const MOST_INFLATED = 2 * 1024 ** 3;
const RATIO_FREE = 32 * 1024 ** 2;
const MOST_RATIO = 200;

export type EntrySink = (bytes: Uint8Array, isLast: boolean) => void;

// Feeds the wanted entries to their sinks, piece by piece; yields after each, so that the reader can take what has come.
export async function* unzipEntries(
  parts: AsyncIterable<Uint8Array>,
  sinkOf: (name: string) => EntrySink | undefined,
): AsyncGenerator<void> {
  const watch = { entries: 0, open: 0, compressed: 0, inflated: 0 };
  const unzip = new Unzip((file) => startEntry(file, sinkOf(file.name), watch));
  unzip.register(UnzipInflate);
  for await (const part of parts) {
    for (let at = 0; at < part.length; at += PIECE_BYTES) {
      const piece = part.subarray(at, at + PIECE_BYTES);
      watch.compressed += piece.length;
      pushed(unzip, piece, false);
      yield;
    }
  }
  pushed(unzip, new Uint8Array(0), true);
  yield;
  if (watch.open > 0) throw new Problem('batch.unreadable');
}

type Watch = { entries: number; open: number; compressed: number; inflated: number };

const pushed = (unzip: Unzip, bytes: Uint8Array, isLast: boolean): void => {
  try {
    unzip.push(bytes, isLast);
  } catch (error) {
    throw error instanceof Problem ? error : new Problem('batch.unreadable', { cause: error });
  }
};

const startEntry = (file: UnzipFile, sink: EntrySink | undefined, watch: Watch): void => {
  watch.entries++;
  if (watch.entries > MOST_ENTRIES) throw new Problem('batch.bomb');
  if (!sink) return;
  watch.open++;
  file.ondata = (error, bytes, isLast) => {
    if (error) throw error;
    watch.inflated += bytes.length;
    const isBlown =
      watch.inflated > RATIO_FREE && watch.inflated > Math.max(watch.compressed, PIECE_BYTES) * MOST_RATIO;
    if (isBlown || watch.inflated > MOST_INFLATED) throw new Problem('batch.bomb');
    if (isLast) watch.open--;
    sink(bytes, isLast);
  };
  file.start();
};
