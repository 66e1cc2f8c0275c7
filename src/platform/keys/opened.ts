import type { Log } from '../running/log.ts';
import type { Vault } from './vault.ts';

export type Opener = { vault: Pick<Vault, 'openText'>; log: Log };

/** One of many: what does not open is told to the operator and is null, so that it holds up no other. */
export const openedOrNull = async (
  { vault, log }: Opener,
  sealed: Uint8Array,
  purpose: string,
): Promise<string | null> => {
  try {
    return await vault.openText(sealed, purpose);
  } catch (error) {
    log('error', 'sealed.unreadable', { of: purpose, error });
    return null;
  }
};
