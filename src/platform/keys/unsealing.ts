import type { Log } from '../running/log.ts';
import { isSealedText } from './sealed-text.ts';
import type { Vault } from './vault.ts';

type Opener = { vault: Pick<Vault, 'openSealedText'>; log: Log };

/** Stands where a sealed text does not open: it is nobody's name, so a check of it is a doubt. */
export const UNREADABLE_TEXT = '（无法解密）';

// The driver of a database passes each text and each JSON value that it reads through here: what was sealed where it
// stands is opened there, in one place for every query.
export type Unsealing = { text(value: string): string; json(value: string): unknown };
export type UnsealingDatabase = Unsealing & { unsealBy(opener: Opener): void };

// JSON writes the mark escaped.
const MARK_IN_JSON = '\\u0001';

export const unsealing = (): UnsealingDatabase => {
  // The key of an embedded database is made once it is open.
  let opener: Opener | undefined;
  const text = (value: string): string => {
    if (!isSealedText(value) || !opener) return value;
    try {
      return opener.vault.openSealedText(value);
    } catch (error) {
      opener.log('error', 'sealed.unreadable', { of: 'text', error });
      return UNREADABLE_TEXT;
    }
  };
  const opened = (_key: string, value: unknown) => (typeof value === 'string' ? text(value) : value);
  return {
    text,
    json: (value) => (value.includes(MARK_IN_JSON) ? JSON.parse(value, opened) : JSON.parse(value)),
    unsealBy: (given) => {
      opener = given;
    },
  };
};
