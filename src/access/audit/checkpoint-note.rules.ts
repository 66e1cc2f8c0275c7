// Each minute one is signed: C2SP tlog-checkpoint in a signed note, whose extension lines say which seal it reaches to, when
// it was made, and what a lawful break is. Base64 and numbers as text; nothing here knows a key.
export type Marker =
  | { kind: 'restored'; epoch: number; firstSeal: number; witnessed: Seen | null; document: string | null }
  | { kind: 'adopted'; seals: number };
/** A checkpoint as a witness knows it: the root in base64. */
export type Seen = { size: number; root: string };
export type Checkpoint = {
  no: number;
  sealNo: number;
  at: string;
  marker: Marker | null;
} & Seen;
export type SignedNote = { text: string; signature: { name: string; base64: string } };

export const checkpointText = (origin: string, { no, sealNo, size, root, at, marker }: Checkpoint): string =>
  [
    origin,
    String(size),
    root,
    `checkpoint ${no}`,
    `seal ${sealNo}`,
    `at ${at}`,
    ...(marker ? [`marker ${JSON.stringify(marker)}`] : []),
    '',
  ].join('\n');

export const spellNote = ({ text, signature }: SignedNote): string =>
  `${text}\n— ${signature.name} ${signature.base64}\n`;

const SIGNED = /^((?:[^\n]+\n)+)\n— (\S+) ([A-Za-z0-9+/]+=*)\n$/;

/** Null where it is no note with one signature. */
export const readNote = (note: string): SignedNote | null => {
  const [, text, name, base64] = SIGNED.exec(note) ?? [];
  return text && name && base64 ? { text, signature: { name, base64 } } : null;
};

const CHECKPOINT =
  /^(\S+)\n(0|[1-9]\d{0,15})\n([A-Za-z0-9+/]{43}=)\ncheckpoint (\d{1,15})\nseal (\d{1,15})\nat (\S+)\n(?:marker (.+)\n)?$/;

const markerIn = (json: string | undefined): Marker | null | undefined => {
  if (json === undefined) return null;
  try {
    return JSON.parse(json) as Marker;
  } catch {
    return undefined;
  }
};

export const readCheckpoint = (text: string): (Checkpoint & { origin: string }) | null => {
  const found = CHECKPOINT.exec(text);
  const marker = markerIn(found?.[7]);
  if (!found || marker === undefined) return null;
  const [, origin = '', size, root = '', no, sealNo, at = ''] = found;
  return { origin, size: Number(size), root, no: Number(no), sealNo: Number(sealNo), at, marker };
};
