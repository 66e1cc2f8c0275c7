import type { Marker } from './checkpoint-note.rules.ts';

export type TrailFault = {
  seal: number;
  why:
    | 'altered'
    | 'missing-or-added'
    | 'chain'
    | 'gap'
    | 'unsigned'
    | 'misdated'
    | 'segment'
    | 'checkpoint'
    | 'emptied'
    | 'unrecorded'
    // Only a witness can tell these.
    | 'cut'
    | 'rewritten'
    | 'unwitnessed'
    | 'witness';
  lines: number[];
};

export type TrailReport = {
  isWhole: boolean;
  sealCount: number;
  sealedLineCount: number;
  unsealedLineCount: number;
  // Lines that the newest checkpoint covers.
  signedLineCount: number;
  checkpointCount: number;
  // Begun after a restored back-up.
  segments: { firstSeal: number; epoch: number; openedAt: string; openedBy: string }[];
  // Lawful breaks, as they were signed.
  markers: { at: string; size: number; marker: Marker }[];
  // Null where none is configured.
  witness: { noteCount: number; size: number } | null;
  broken: TrailFault[];
};

/** A process whose clock is wrong by less writes no line that looks dated back. 本市设定 */
const SKEW_MS = 15 * 60_000;
const EPOCH_2000_MS = 946_684_800_000;

// A line is sealed after it was written, and no earlier than the seal before: whatever was open then ends within minutes.
export const isMisdated = (
  micros: number,
  seal: { sealedAt: string },
  before: { sealedAt: string } | undefined,
): boolean => {
  const at = EPOCH_2000_MS + micros / 1000;
  const isTooOld = before !== undefined && at < Date.parse(before.sealedAt) - SKEW_MS;
  return isTooOld || at > Date.parse(seal.sealedAt) + SKEW_MS;
};

const SHOWN = 20;

/** The first of one kind at one place; its lines up to a number that can be read. */
export const addTrailFault = (
  broken: TrailFault[],
  seal: number,
  why: TrailFault['why'],
  lines: number[] = [],
) => {
  if (!broken.some((fault) => fault.seal === seal && fault.why === why))
    broken.push({ seal, why, lines: lines.toSorted((a, b) => a - b).slice(0, SHOWN) });
};
