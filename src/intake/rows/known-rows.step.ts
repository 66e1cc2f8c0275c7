import { dayOf } from '../../kernel/day.ts';
import { findListingsOfRecords } from '../../registry/listings/listing.store.ts';
import type { ListingRow } from '../../registry/listings/listing.table.ts';
import { findNotified } from '../../registry/listings/prior-notice.store.ts';
import { findRecords } from '../../registry/records/record.store.ts';
import type { KnownRecord } from '../../registry/records/record.table.ts';
import {
  chooseSubject,
  derivedKey,
  type Key,
  type Taken,
  takenKey,
} from '../../registry/subjects/resolve.rules.ts';
import { sealedSubject } from '../../registry/subjects/sealed-identifier.ts';
import { addSubjects, findSubjects, findTaken, holdMerges } from '../../registry/subjects/subject.store.ts';
import { withOlderFiles } from '../../registry/subjects/subject-key.ts';
import type { PreparedRow } from '../reading/prepared-row.rules.ts';
import { type Claims, claimNotified } from './claim-notified.rules.ts';
import { type FallenRows, fallenAmong } from './fallen-rows.step.ts';
import type { Run } from './intake.ts';
import { isUnchanged, type Subject } from './row-decision.rules.ts';
import { type SettledRows, settledAmong } from './settled-rows.step.ts';
import { type Newcomer, planSubjects } from './subject-plan.rules.ts';

// The registry's knowledge of a wave of rows, read set by set.
export type Known = {
  records: ReadonlyMap<string, KnownRecord>;
  listings: ReadonlyMap<number, ListingRow>;
  // By source number: the listing that the row decides.
  notified: Claims;
  fallen: FallenRows;
  openOf: SettledRows['openOf'];
  subjects: ReadonlyMap<string, Subject>;
  taken: Taken;
};

const byKey = <K, V>(list: readonly V[], keyOf: (item: V) => K) =>
  new Map(list.map((item) => [keyOf(item), item]));

// A row whose key is spelled otherwise than when its record was made keeps that record's number.
export const underFormerNumbers = async (
  run: Run,
  wave: readonly PreparedRow[],
): Promise<readonly PreparedRow[]> => {
  const former = wave.flatMap(({ formerNo, sourceNo }) =>
    formerNo && formerNo !== sourceNo ? [formerNo] : [],
  );
  if (former.length === 0) return wave;
  const { found } = await findRecords(run.tx, run.feed, former);
  const filed = new Set(found.map(({ sourceNo }) => sourceNo));
  return wave.map((row) =>
    row.formerNo && filed.has(row.formerNo) ? { ...row, sourceNo: row.formerNo } : row,
  );
};

export const findKnown = async (run: Run, wave: readonly PreparedRow[]): Promise<Known> => {
  const { found, hasFallen } = await findRecords(
    run.tx,
    run.feed,
    wave.map(({ sourceNo }) => sourceNo),
  );
  const records = byKey(found, ({ sourceNo }) => sourceNo);
  const fresh = wave.filter((row) => !isUnchanged(row, records.get(row.sourceNo)));
  const recordIds = fresh.flatMap(({ sourceNo }) => records.get(sourceNo)?.id ?? []);
  const listings = recordIds.length > 0 ? await findListingsOfRecords(run.tx, recordIds) : [];
  const files = await findOrAddSubjects(run, fresh);
  const fell: FallenRows =
    hasFallen && fresh.length > 0 ? await fallenAmong(run, fresh, { ...files, records }) : new Map();
  const settled = await settledAmong(run, fresh, { ...files, records });
  const fallen: FallenRows = new Map([...settled.holds, ...fell]);
  const claiming = fallen.size > 0 ? fresh.filter((row) => !isHeldBack(fallen, row)) : fresh;
  return {
    records,
    listings: byKey(listings, ({ recordId }) => recordId),
    ...files,
    fallen,
    openOf: settled.openOf,
    notified: await notifiedOf(run, claiming, files),
  };
};

const isHeldBack = (fallen: FallenRows, { sourceNo }: PreparedRow) => {
  const found = fallen.get(sourceNo);
  return found !== undefined && 'holds' in found;
};

// Read only for a severe list, once a wave: nothing else is notified before it is listed.
const notifiedOf = async (
  { ctx, tx, catalog, agency }: Run,
  rows: readonly PreparedRow[],
  files: Pick<Known, 'subjects' | 'taken'>,
): Promise<Claims> => {
  if (catalog.opens !== 'severe' || rows.length === 0) return new Map();
  const ids = [...new Set([...files.subjects.values()].map(({ id }) => id))];
  const place = { list: catalog.code, agencyId: agency.id, today: dayOf(ctx.clock.now()) };
  const notified = ids.length > 0 ? await findNotified(tx, place, ids) : [];
  return notified.length > 0 ? claimNotified(rows, files, notified) : new Map();
};

const findByLookup = async (run: Run, lookups: readonly string[]) =>
  lookups.length === 0
    ? []
    : (await findSubjects(run.tx, [...new Set(lookups)])).map(({ lookup, ...subject }): [string, Subject] => [
        lookup,
        subject,
      ]);

const otherLookups = (key: Key): string[] => {
  const derived = derivedKey(key);
  return [...(derived ? [derived.lookup] : []), ...(key.same ?? []), ...(key.alike ?? [])];
};

// A number that finds nobody may still be known: a credit code by its organisation code alone, a permit by
// another spelling, a passport without its country.
const findFiles = async (run: Run, rows: readonly PreparedRow[]): Promise<Map<string, Subject>> => {
  const keys = rows.flatMap(({ identifiers, related }) => [
    ...identifiers,
    ...related.map(({ identifier }) => identifier),
  ]);
  const found = new Map(
    await findByLookup(
      run,
      keys.map(({ lookup }) => lookup),
    ),
  );
  const others = keys.flatMap((key) => (found.has(key.lookup) ? [] : otherLookups(key)));
  for (const [lookup, subject] of await findByLookup(run, others)) found.set(lookup, subject);
  withOlderFiles(keys, found);
  return found;
};

// Read only where a row brings its strongest number to a file that another number has found.
const takenAmong = async (run: Run, rows: readonly PreparedRow[], found: ReadonlyMap<string, Subject>) => {
  const ids = rows.flatMap(({ identifiers }) => {
    const { strongest, subject } = chooseSubject(identifiers, found, new Set());
    return strongest && subject && !found.has(strongest.lookup) ? [subject.id] : [];
  });
  const taken = ids.length > 0 ? await findTaken(run.tx, [...new Set(ids)]) : [];
  return new Set(taken.map(({ subjectId, type }) => takenKey(subjectId, type)));
};

const findOrAddSubjects = async (run: Run, rows: readonly PreparedRow[]) => {
  if (rows.length === 0) return { subjects: new Map<string, Subject>(), taken: new Set<string>() };
  if (!run.isDryRun) await holdMerges(run.tx);
  const subjects = await findFiles(run, rows);
  const taken = await takenAmong(run, rows, subjects);
  const { newcomers, beside } = planSubjects(rows, subjects, { taken, region: run.agency.region });
  if (!run.isDryRun) await addNewcomers(run, newcomers, subjects);
  for (const { lookup, anchor, isWritten } of beside) {
    const subject = subjects.get(anchor);
    if (subject) subjects.set(lookup, isWritten ? subject : { ...subject, isProvisional: true });
  }
  return { subjects, taken };
};

const addNewcomers = async (run: Run, newcomers: readonly Newcomer[], subjects: Map<string, Subject>) => {
  if (newcomers.length === 0) return;
  const sealed = newcomers.map(({ identifier, ...subject }) => sealedSubject(run.ctx, subject, identifier));
  await addSubjects(run.tx, await Promise.all(sealed), run.stamp.at);
  const added = newcomers.map(({ identifier }) => identifier.lookup);
  for (const [lookup, subject] of await findByLookup(run, added)) subjects.set(lookup, subject);
};
