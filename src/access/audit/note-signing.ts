import { hex } from '../../platform/keys/bytes.ts';
import { noteKeyHash, type Signer } from '../../platform/keys/signer.ts';
import type { Vault } from '../../platform/keys/vault.ts';
import {
  type Checkpoint,
  checkpointText,
  readCheckpoint,
  readNote,
  spellNote,
} from './checkpoint-note.rules.ts';
import { concatenated } from './merkle.ts';

export const base64 = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes));

const bytesIn = (base64Text: string): Uint8Array => {
  try {
    return Uint8Array.from(atob(base64Text), (char) => char.charCodeAt(0));
  } catch {
    return new Uint8Array(0);
  }
};

type Known = Pick<Signer, 'algorithm' | 'publicKey'>;

/** The name of this trail: it stays with the key, whatever the service is called. */
export const originOf = (signer: Known): string =>
  `credit-registry/${hex(noteKeyHash('credit-registry', signer))}`;

/** The key as a witness is given it (C2SP signed-note, verifier key). */
export const verifierKeyOf = (signer: Known): string => {
  const name = originOf(signer);
  const key = base64(Uint8Array.of(...signer.algorithm, ...signer.publicKey));
  return `${name}+${hex(noteKeyHash(name, signer))}+${key}`;
};

export const signCheckpoint = async (vault: Vault, checkpoint: Checkpoint): Promise<string> => {
  const signer = await vault.signer();
  const name = originOf(signer);
  const text = checkpointText(name, checkpoint);
  const signature = concatenated([noteKeyHash(name, signer), await signer.sign(text)]);
  return spellNote({ text, signature: { name, base64: base64(signature) } });
};

/** The words of a note, if this registry signed it; else null. */
export const provedCheckpoint = async (vault: Vault, note: string): Promise<Checkpoint | null> => {
  const signed = readNote(note);
  const checkpoint = signed && readCheckpoint(signed.text);
  if (!signed || !checkpoint) return null;
  const signer = await vault.signer();
  const name = originOf(signer);
  const signature = bytesIn(signed.signature.base64);
  const isOurs =
    signature.length === 4 + 64 &&
    signed.signature.name === name &&
    checkpoint.origin === name &&
    hex(signature.slice(0, 4)) === hex(noteKeyHash(name, signer));
  if (!isOurs || !(await signer.isSigned(signed.text, signature.slice(4)))) return null;
  const { origin: _origin, ...said } = checkpoint;
  return said;
};
