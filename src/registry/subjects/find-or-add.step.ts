import type { Numbered } from '../../kernel/equivalents.ts';
import type { Identifier } from '../../kernel/identifiers.ts';
import type { Db } from '../../platform/door/db.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { statementOver } from '../../platform/door/statement-over.ts';
import { assureIndex } from '../../platform/keys/assure-index.ts';
import { chooseSubject, type Key, keysOf, regionOf, takenKey } from './resolve.rules.ts';
import { sealedIdentifier, sealedSubject } from './sealed-identifier.ts';
import { addIdentifiers, addSubjects, findSubjects, findTaken, holdMerges } from './subject.store.ts';
import { keyOf, withOlderFiles } from './subject-key.ts';

type Named = Numbered & Pick<Identifier, 'kind'> & { name: string };
type At = { ctx: Ctx; tx: Db };

// The file that a number stands on, by the same choice as an uploaded row; a number that nobody has opens
// one.
export const findOrAddSubject = async (at: At, named: Named, region: string) => {
  await assureIndex(at.ctx, statementOver(at.tx));
  await holdMerges(at.tx);
  const key = keyOf(at.ctx.vault, named);
  const { subject, missing } = await chosen(at, key);
  if (!subject) {
    await addSubject(at, key, { ...named, region });
    const { subject: opened } = await chosen(at, key);
    if (opened && key.implied) await addNumbers(at, opened, [key.implied]);
    return opened;
  }
  if (missing.length > 0) await addNumbers(at, subject, missing);
  return subject;
};

const addNumbers = async (at: At, on: { id: number; originId: number }, keys: readonly Key[]) => {
  const added = keys.map(async (one) => ({
    subjectId: on.id,
    originId: on.originId === on.id ? null : on.originId,
    isDerived: one.isDerived ?? false,
    ...(await sealedIdentifier(at.ctx, one)),
  }));
  await addIdentifiers(at.tx, await Promise.all(added));
};

const chosen = async ({ tx }: At, key: Key) => {
  const lookups = [...keysOf([key]).keys.map(({ lookup }) => lookup), ...(key.same ?? [])];
  const found = await findSubjects(tx, lookups);
  const known = new Map(found.map(({ lookup, ...subject }) => [lookup, subject]));
  withOlderFiles([key], known);
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
  await addSubjects(tx, [await sealedSubject(ctx, about, key)], ctx.clock.now().toISOString());
};
