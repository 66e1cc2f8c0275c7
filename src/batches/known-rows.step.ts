import { isPersonIdentifier } from '../kernel/identifiers.ts';
import { findListingsOfRecords, type ListingRow } from '../listings/listing.store.ts';
import { hex } from '../platform/bytes.ts';
import type { Ctx } from '../platform/deps.ts';
import { findRecords, type KnownRecord } from '../records/record.store.ts';
import { addSubjects, findSubjects, type KnownSubject } from '../subjects/subject.store.ts';
import { identifierPurpose } from '../subjects/subject-lookup.ts';
import type { Run } from './intake.ts';
import type { KeyedIdentifier, PreparedRow } from './prepared-row.rules.ts';
import { isUnchanged } from './row-decision.rules.ts';
import { newcomersIn } from './row-writes.rules.ts';

// What the registry holds about a wave of rows, asked set by set.
export type Known = {
  records: ReadonlyMap<string, KnownRecord>;
  listings: ReadonlyMap<number, ListingRow>;
  subjects: ReadonlyMap<string, KnownSubject>;
};

const byKey = <K, V>(list: readonly V[], keyOf: (item: V) => K) =>
  new Map(list.map((item) => [keyOf(item), item]));

export const findKnown = async (run: Run, wave: readonly PreparedRow[]): Promise<Known> => {
  const found = await findRecords(
    run.tx,
    run.feed,
    wave.map(({ sourceNo }) => sourceNo),
  );
  const records = byKey(found, ({ sourceNo }) => sourceNo);
  const fresh = wave.filter((row) => !isUnchanged(row, records.get(row.sourceNo)));
  const recordIds = fresh.flatMap(({ sourceNo }) => records.get(sourceNo)?.id ?? []);
  const listings = recordIds.length > 0 ? await findListingsOfRecords(run.tx, recordIds) : [];
  return {
    records,
    listings: byKey(listings, ({ recordId }) => recordId),
    subjects: await findOrAddSubjects(run, fresh),
  };
};

const findByLookup = async (run: Run, lookups: readonly string[]) =>
  lookups.length === 0
    ? []
    : (await findSubjects(run.tx, lookups)).map(({ lookup, ...subject }) => [lookup, subject] as const);

const findOrAddSubjects = async (run: Run, rows: readonly PreparedRow[]) => {
  const lookups = rows.flatMap(({ identifiers, related }) =>
    [...identifiers, ...related.map(({ identifier }) => identifier)].map(({ lookup }) => lookup),
  );
  const subjects = new Map(await findByLookup(run, [...new Set(lookups)]));
  const newcomers = run.isDryRun ? [] : newcomersIn(rows, subjects, run.agency.region);
  if (newcomers.length === 0) return subjects;
  const sealed = newcomers.map(async ({ identifier, ...subject }) => ({
    ...subject,
    ...(await sealedIdentifier(run.ctx, identifier)),
  }));
  await addSubjects(run.tx, await Promise.all(sealed), run.stamp.at);
  const added = newcomers.map(({ identifier }) => identifier.lookup);
  return new Map([...subjects, ...(await findByLookup(run, added))]);
};

export const sealedIdentifier = async ({ vault }: Ctx, { type, code, lookup }: KeyedIdentifier) =>
  isPersonIdentifier(type)
    ? { type, lookup, code: null, sealed: hex(await vault.seal(code, identifierPurpose(lookup))) }
    : { type, lookup, code, sealed: null };
