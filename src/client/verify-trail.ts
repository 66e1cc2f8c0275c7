// For whoever keeps checkpoints of the registry's audit trail: proves, with nothing but Web Crypto and the key that was handed
// over once, that the trail goes on from what was seen.
//   const seen = await readCheckpoint(note, verifierKey);
//   await isConsistent({ from: seen, to: await readCheckpoint(newer, verifierKey), path });
// RFC 9162 for the tree, C2SP tlog-checkpoint and signed-note for what is signed.
export type SeenCheckpoint = {
  size: number;
  root: string;
  at: string;
  marker: ({ kind: string } & Record<string, unknown>) | null;
};
export type TrailLine = {
  id: number;
  // Since 2000-01-01T00:00:00Z.
  micros: number;
  agencyId: number | null;
  actor: string;
  action: string;
  subjectId: number | null;
  about: string;
  requestId: string | null;
};
export type TrailFinding =
  | { why: 'rewritten' | 'cut'; size: number }
  // Lost by a restoration that a later checkpoint declares: ask for the document that it names.
  | { why: 'restored'; size: number; marker: unknown }
  // Older than the checkpoint before which it should have come, or newer than the one that covers it.
  | { why: 'misdated'; line: number };

export class CheckpointRefused extends Error {}

type Bytes = Uint8Array<ArrayBuffer>;
const encoder = new TextEncoder();
const bytes = (base64: string): Bytes => Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
const text = (of: Uint8Array): string => btoa(String.fromCharCode(...of));
const beside = (...parts: readonly Uint8Array[]): Bytes =>
  Uint8Array.from(parts.flatMap((part) => [...part]));
const sha256 = async (of: Bytes): Promise<Bytes> => new Uint8Array(await crypto.subtle.digest('SHA-256', of));
const node = (left: Bytes, right: Bytes) => sha256(beside(Uint8Array.of(1), left, right));

const NOTE = /^((\S+)\n(\d+)\n(\S+)\n(?:[^\n]+\n)*)\n— (\S+) ([A-Za-z0-9+/]{91}=)\n$/;
const KEY = /^([^+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]{44}|[A-Za-z0-9+/]{98}==)$/;
const SM2 = beside(Uint8Array.of(0xff), encoder.encode('SM2-SM3'));

/** Verifies SM2 with SM3 and the default identity over a text; signature: r before s, 64 bytes. */
export type IsSignedBySm2 = (publicKey: Uint8Array, text: string, signature: Uint8Array) => boolean;

const isSignedByEd25519 = async (key: Bytes, said: string, signature: Bytes): Promise<boolean> => {
  const opening = await crypto.subtle.importKey('raw', key, 'Ed25519', false, ['verify']);
  return crypto.subtle.verify('Ed25519', opening, signature, encoder.encode(said));
};

const isSigned = async (typed: Bytes, said: string, signature: Bytes, sm2?: IsSignedBySm2) => {
  if (typed[0] === 1) return isSignedByEd25519(typed.slice(1), said, signature);
  if (!SM2.every((byte, at) => byte === typed[at])) return false;
  if (!sm2) throw new CheckpointRefused('signed with SM2: hand over a function that verifies it');
  return sm2(typed.slice(SM2.length), said, signature);
};

/**
 * The words of a checkpoint; thrown where the key did not sign it. sm2: needed for a registry that was set up
 * with the commercial ciphers of the state; Web Crypto does not know them.
 */
export const readCheckpoint = async (
  note: string,
  verifierKey: string,
  sm2?: IsSignedBySm2,
): Promise<SeenCheckpoint> => {
  const [, said = '', origin, size, root = '', signer, signature] = NOTE.exec(note) ?? [];
  const [, name, hash, key] = KEY.exec(verifierKey) ?? [];
  if (!signature || !key) throw new CheckpointRefused('no checkpoint, or no key');
  const signed = bytes(signature);
  const isOurs =
    origin === name &&
    signer === name &&
    [...signed.slice(0, 4)].map((byte) => byte.toString(16).padStart(2, '0')).join('') === hash &&
    (await isSigned(bytes(key), said, signed.slice(4), sm2));
  if (!isOurs) throw new CheckpointRefused('not signed by this key');
  const [, at = ''] = /\nat (\S+)\n/.exec(said) ?? [];
  const [, marker] = /\nmarker (.+)\n/.exec(said) ?? [];
  return { size: Number(size), root, at, marker: marker === undefined ? null : JSON.parse(marker) };
};

/** The leaf of a line as it was exported. */
export const leafOf = async (line: TrailLine): Promise<Bytes> => {
  const micros = BigInt.asUintN(64, BigInt(line.micros)).toString(16).padStart(16, '0');
  const { agencyId, actor, action, subjectId, about, requestId } = line;
  const words = [micros, agencyId ?? '-', actor, action, subjectId ?? '-', about, requestId ?? '-'];
  const id = new Uint8Array(8);
  new DataView(id.buffer).setBigInt64(0, BigInt(line.id));
  return sha256(beside(Uint8Array.of(0), await sha256(encoder.encode(words.join('\u001f'))), id));
};

type Inclusion = { place: number; size: number; leaf: string; path: readonly string[]; root: string };

/** RFC 9162, section 2.1.3.2: the line stands at its place in the tree with this root. */
export const isIncluded = async ({ place, size, leaf, path, root }: Inclusion): Promise<boolean> => {
  if (place >= size) return false;
  let [at, last, hash] = [place, size - 1, bytes(leaf)];
  for (const step of path.map(bytes)) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      hash = await node(step, hash);
      while (at % 2 === 0 && at !== 0) [at, last] = [at / 2, Math.floor(last / 2)];
    } else hash = await node(hash, step);
    [at, last] = [Math.floor(at / 2), Math.floor(last / 2)];
  }
  return last === 0 && text(hash) === root;
};

type Tree = { size: number; root: string };

/** RFC 9162, section 2.1.4.2: the earlier tree is a beginning of the later one. */
export const isConsistent = async ({
  from,
  to,
  path,
}: {
  from: Tree;
  to: Tree;
  path: readonly string[];
}): Promise<boolean> => {
  if (from.size === to.size) return path.length === 0 && from.root === to.root;
  if (from.size === 0) return path.length === 0;
  if (from.size > to.size) return false;
  const isPower = Number.isInteger(Math.log2(from.size));
  const [first, ...steps] = isPower ? [bytes(from.root), ...path.map(bytes)] : path.map(bytes);
  if (!first) return false;
  let [at, last, early, late] = [from.size - 1, to.size - 1, first, first];
  while (at % 2 === 1) [at, last] = [Math.floor(at / 2), Math.floor(last / 2)];
  for (const step of steps) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      [early, late] = [await node(step, early), await node(step, late)];
      while (at % 2 === 0 && at !== 0) [at, last] = [at / 2, Math.floor(last / 2)];
    } else late = await node(late, step);
    [at, last] = [Math.floor(at / 2), Math.floor(last / 2)];
  }
  return last === 0 && text(early) === from.root && text(late) === to.root;
};

const SKEW_MS = 15 * 60_000;
const timeOf = ({ micros }: TrailLine) => Date.UTC(2000, 0) + micros / 1000;

// Lines seen before a restoration and beyond what it kept are lost, and said to be.
const lostAt = (checkpoints: readonly SeenCheckpoint[], place: number) =>
  checkpoints
    .slice(place + 1)
    .find(
      ({ marker, size }) => marker?.kind === 'restored' && size < (checkpoints[place] as SeenCheckpoint).size,
    )?.marker;

// Reckons the whole tree from lines that were exported in its order, and compares it with the checkpoints in the order in
// which they were seen.
export const findForgeries = async (
  lines: AsyncIterable<TrailLine>,
  checkpoints: readonly SeenCheckpoint[],
): Promise<TrailFinding[]> => {
  const findings = checkpoints.flatMap((one, place): TrailFinding[] => {
    const marker = lostAt(checkpoints, place);
    return marker ? [{ why: 'restored', size: one.size, marker }] : [];
  });
  const seen = checkpoints.filter((_, place) => !lostAt(checkpoints, place)).sort((a, b) => a.size - b.size);
  const subtrees: { size: number; hash: Bytes }[] = [];
  let [size, next] = [0, 0];
  const compare = async () => {
    for (; seen[next]?.size === size; next++)
      if (seen[next]?.root !== (await rootOver(subtrees.map(({ hash }) => hash))))
        findings.push({ why: 'rewritten', size });
  };
  await compare();
  for await (const line of lines) {
    const [before, covering] = [seen[next - 1], seen[next]];
    const isEarly = before && timeOf(line) < Date.parse(before.at) - SKEW_MS;
    if (isEarly || (covering && timeOf(line) > Date.parse(covering.at) + SKEW_MS))
      findings.push({ why: 'misdated', line: line.id });
    let grown = { size: 1, hash: await leafOf(line) };
    for (let last = subtrees.at(-1); last?.size === grown.size; last = subtrees.at(-1)) {
      subtrees.pop();
      grown = { size: last.size * 2, hash: await node(last.hash, grown.hash) };
    }
    subtrees.push(grown);
    size += 1;
    await compare();
  }
  return [...findings, ...seen.slice(next).map((one) => ({ why: 'cut' as const, size: one.size }))];
};

const rootOver = async (hashes: readonly Bytes[]): Promise<string> => {
  let root = hashes.at(-1);
  if (!root) return text(await sha256(new Uint8Array(0)));
  for (const left of hashes.slice(0, -1).reverse()) root = await node(left, root);
  return text(root);
};
