import type { Deps } from '../door/deps.ts';
import { keepFirst } from './keep-first-key.ts';
import { loadKeys } from './load-keys.ts';
import { judgeKey, KeyFault, type KeyRuling, type KeyStanding, keySentences } from './master-key.rules.ts';
import {
  findKeyRow,
  holdsSecrets,
  insertKeyRow,
  type KeyRow,
  type SealedValue,
  sampleSealed,
} from './master-key.store.ts';
import type { Vault } from './vault.ts';

type Proving = Pick<Deps, 'statement' | 'vault'>;

const PURPOSE = 'master-key:canary';
const CANARY = '本库由此主密钥加密';

const opensTo = async (vault: Vault, sealed: Uint8Array, purpose: string): Promise<string | null> =>
  vault.openText(sealed, purpose).catch(() => null);

const compared = async (vault: Vault, row: KeyRow) => ({
  isSameId: row.keyId === vault.keyId,
  opens: (await opensTo(vault, row.canary, PURPOSE)) === CANARY,
  agrees: row.blindIndex === vault.blindIndex(PURPOSE),
});

// A sealed value opens under its own purpose, and a number is found again by its own index.
const isProved = async (vault: Vault, { sealed, purpose, type, lookup }: SealedValue): Promise<boolean> => {
  if (purpose === null) return vault.isOurs(sealed);
  const plain = await opensTo(vault, sealed, purpose);
  if (plain === null) return false;
  // A passport is indexed with its country, which its number does not tell.
  return (
    lookup === null || type === 'passport' || lookup === `${type}:${vault.blindIndex(`${type}:${plain}`)}`
  );
};

const standingOf = async ({ statement, vault }: Proving): Promise<KeyStanding> => {
  await loadKeys(vault.ring, statement);
  const row = await findKeyRow(statement);
  if (row !== null && row !== 'no table') return { state: 'kept', kept: await compared(vault, row) };
  if (!(await holdsSecrets(statement))) return { state: 'new' };
  const proofs = await Promise.all((await sampleSealed(statement)).map((value) => isProved(vault, value)));
  return { state: 'old', differing: proofs.filter((isGood) => !isGood).length };
};

const mismatched = (cause: unknown): KeyRuling => {
  if (cause instanceof KeyFault && cause.message === keySentences['key.mismatch'])
    return { ruling: 'refused', code: 'key.mismatch' };
  throw cause;
};

// May this key serve this database? Reads only: its data keys first, which only its master key opens.
export const ruleOnKey = (deps: Proving): Promise<KeyRuling> =>
  standingOf(deps).then((standing) => judgeKey(standing, { isWeak: deps.vault.isWeak }), mismatched);

// Stops a start, or a writer, whose key is not the database's.
export const refuseWrongKey = async (deps: Proving): Promise<KeyRuling & { ruling: 'good' | 'keep' }> => {
  const ruled = await ruleOnKey(deps);
  if (ruled.ruling === 'refused') throw new KeyFault(keySentences[ruled.code]);
  return ruled;
};

// Leaves the proof in a database that has none, and reads it back: another process may have been first.
export const keepKey = async (deps: Proving & Pick<Deps, 'clock' | 'log'>, by: string): Promise<void> => {
  const { ruling, isWeak } = await refuseWrongKey(deps);
  if (isWeak) deps.log('warn', 'key.weak', { message: '主密钥过于简单，请在下次迁移数据时更换' });
  if ((await findKeyRow(deps.statement)) === 'no table') return;
  await keepFirst(deps, by);
  if (ruling === 'good') return;
  const { vault, clock } = deps;
  const canary = await vault.seal(CANARY, PURPOSE);
  const row = { keyId: vault.keyId, canary, blindIndex: vault.blindIndex(PURPOSE) };
  await insertKeyRow(deps.statement, row, { at: clock.now(), by });
  await refuseWrongKey(deps);
};
