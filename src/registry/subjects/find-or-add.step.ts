import type { Identifier } from '../../kernel/identifiers.ts';
import { statementOver } from '../../platform/door/act-together.ts';
import type { Db } from '../../platform/door/db.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { assureIndex } from '../../platform/keys/assure-index.ts';
import { chooseSubject, type Key, keysOf, regionOf, takenKey } from './resolve.rules.ts';
import { sealedIdentifier } from './sealed-identifier.ts';
import { addIdentifiers, addSubjects, findSubjects, findTaken, holdMerges } from './subject.store.ts';
import { lookupOf } from './subject-lookup.ts';

type Named = Pick<Identifier, 'type' | 'code' | 'kind'> & { name: string };
type At = { ctx: Ctx; tx: Db };

// The file that a number stands on, by the same choice as an uploaded row; a number that nobody has opens
// one.
export const findOrAddSubject = async (at: At, named: Named, region: string) => {
  await assureIndex(at.ctx, statementOver(at.tx));
  await holdMerges(at.tx);
  const key: Key = { ...named, lookup: lookupOf(at.ctx.vault, named.type, named.code) };
  const { subject, missing } = await chosen(at, key);
  if (!subject) {
    await addSubject(at, key, { ...named, region });
    return (await chosen(at, key)).subject;
  }
  const added = missing.map(async (one) => ({
    subjectId: subject.id,
    originId: subject.originId === subject.id ? null : subject.originId,
    isDerived: one.isDerived ?? false,
    ...(await sealedIdentifier(at.ctx, one)),
  }));
  if (added.length > 0) await addIdentifiers(at.tx, await Promise.all(added));
  return subject;
};

const chosen = async ({ tx }: At, key: Key) => {
  const lookups = keysOf([key]).keys.map(({ lookup }) => lookup);
  const found = await findSubjects(tx, lookups);
  const known = new Map(found.map(({ lookup, ...subject }) => [lookup, subject]));
  const taken = await findTaken(
    tx,
    found.map(({ id }) => id),
  );
  return chooseSubject([key], known, new Set(taken.map(({ subjectId, type }) => takenKey(subjectId, type))));
};

const addSubject = async (
  { ctx, tx }: At,
  key: Key,
  { kind, name, region }: Pick<Named, 'kind' | 'name'> & { region: string },
) => {
  const about = { kind, name, region: regionOf(key, region) };
  await addSubjects(tx, [{ ...about, ...(await sealedIdentifier(ctx, key)) }], ctx.clock.now().toISOString());
};
