import { isPersonIdentifier } from '../../kernel/identifiers.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { hex } from '../../platform/keys/bytes.ts';
import type { Key } from './resolve.rules.ts';
import { identifierPurpose } from './subject-lookup.ts';

export const sealedIdentifier = async ({ vault }: Pick<Ctx, 'vault'>, { type, code, lookup }: Key) =>
  isPersonIdentifier(type)
    ? { type, lookup, code: null, sealed: hex(await vault.seal(code, identifierPurpose(lookup))) }
    : { type, lookup, code, sealed: null };
