import { isPersonIdentifier, type SubjectKind } from '../../kernel/identifiers.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { hex } from '../../platform/keys/bytes.ts';
import { filedName } from './filed-name.rules.ts';
import type { Key } from './resolve.rules.ts';
import { identifierPurpose } from './subject-lookup.ts';

export const sealedIdentifier = async ({ vault }: Pick<Ctx, 'vault'>, { type, code, lookup }: Key) =>
  isPersonIdentifier(type)
    ? { type, lookup, code: null, sealed: hex(await vault.seal(code, identifierPurpose(lookup))) }
    : { type, lookup, code, sealed: null };

type About = { kind: SubjectKind; name: string; region: string };

/** A new file, named and found by its first number. */
export const sealedSubject = async (ctx: Pick<Ctx, 'vault'>, about: About, key: Key) => ({
  ...about,
  name: filedName(ctx.vault, about),
  ...(await sealedIdentifier(ctx, key)),
});
