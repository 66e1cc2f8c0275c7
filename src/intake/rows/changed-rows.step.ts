import { dayOf } from '../../kernel/day.ts';
import { Problem } from '../../kernel/problems.ts';
import type { NewEvent } from '../../platform/door/outbox.ts';
import { hex } from '../../platform/keys/bytes.ts';
import {
  addListingSteps,
  changeListings,
  findLiveListingsOf,
  insertListings,
} from '../../registry/listings/listing.store.ts';
import type { ChangedListing, NewListing } from '../../registry/listings/listing.table.ts';
import { listingEvent } from '../../registry/listings/listing-event.rules.ts';
import { end, type ListingMove, stepsOf } from '../../registry/listings/listing-move.rules.ts';
import { moveListings, sayAnew } from '../../registry/listings/move-listings.step.ts';
import { recordPurpose } from '../../registry/records/record.rules.ts';
import { correctRecords, insertRecords } from '../../registry/records/record.store.ts';
import {
  REGISTRATION,
  restoreRelations,
  settleDissolution,
  settleNames,
  settleRelations,
} from '../../registry/records/registered.store.ts';
import { filedFields, filedName } from '../../registry/subjects/filed-name.rules.ts';
import { raiseCandidates } from '../../registry/subjects/merge-candidate.store.ts';
import { sealedIdentifier } from '../../registry/subjects/sealed-identifier.ts';
import {
  addIdentifiers,
  addSubjectLinks,
  addSubjectNames,
  findIdentities,
} from '../../registry/subjects/subject.store.ts';
import type { SubjectIdentity } from '../../registry/subjects/subject.table.ts';
import { writeFalls } from './fallen-writes.step.ts';
import type { Run } from './intake.ts';
import type { Known } from './known-rows.step.ts';
import { settleMovedFlags } from './moved-flags.store.ts';
import {
  identityOf,
  listingOfRow,
  namedRelations,
  type RowChange,
  recordContent,
  subjectTraces,
} from './row-writes.rules.ts';
import { reachSameDecision } from './settled-rows.step.ts';

// The first numbers by which a file is named (findIdentities).
const SPEAKING: readonly string[] = ['uscc', 'citizen-id'];
type Written = { ids: ReadonlyMap<string, number>; events: NewEvent[] };
type Moved = { change: RowChange; move: ListingMove; content: NewListing };

// Records are written first, then their traces on subjects and listings. A row that somebody else wrote
// meanwhile ends the attempt.
export const writeChanges = async (
  run: Run,
  changes: readonly RowChange[],
  known: Known,
): Promise<Written> => {
  if (changes.length === 0) return { ids: new Map(), events: [] };
  const ids = await writeRecords(run, changes, known);
  await writeTraces(run, changes, known);
  const renamed =
    run.feed.catalog === REGISTRATION ? await settleRegistered(run, changes, { ids, known }) : [];
  const nameEvents = renamed.length > 0 ? await sayAnew(run, await findLiveListingsOf(run.tx, renamed)) : [];
  const events = await writeListings(run, movesOf(run, changes, ids), known);
  await reachSameDecision(run, changes, { ids, openOf: known.openOf });
  const twins = await writeFalls(run, changes, { ids, fallen: known.fallen });
  return { ids, events: [...nameEvents, ...events, ...twins] };
};

// Gives the files that bear another name or credit code now.
const settleRegistered = async (
  { ctx, tx }: Run,
  changes: readonly RowChange[],
  { ids, known }: { ids: Written['ids']; known: Known },
): Promise<number[]> => {
  const written = [...ids.values()];
  const left = changes.flatMap(({ row, subject, decision }) => {
    const before = known.records.get(row.sourceNo)?.subjectId;
    return decision.doubt === null && before !== undefined && before !== subject.id ? [before] : [];
  });
  await settleDissolution(tx, written, left);
  const renamed = await settleNames(tx, written, { today: dayOf(ctx.clock.now()), left });
  if (left.length > 0) await restoreRelations(tx, [], left);
  const relations = namedRelations(changes, known.subjects);
  const filed = relations.map((relation) => ({ ...relation, filed: ctx.vault.sealText(relation.name) }));
  if (filed.length > 0) await settleRelations(tx, filed);
  return [...new Set([...renamed, ...newlyCoded(changes)])];
};

const newlyCoded = (changes: readonly RowChange[]): number[] =>
  changes.flatMap(({ subject, resolution, decision }) =>
    decision.doubt === null && resolution.missing.some(({ type }) => type === 'uscc') ? [subject.id] : [],
  );

const sealPersonal = async ({ ctx, feed }: Run, { row, subject }: RowChange) => ({
  fields: filedFields(ctx.vault, subject.kind, row.draft.fields),
  sealed:
    Object.keys(row.draft.personal).length > 0
      ? hex(
          await ctx.vault.seal(JSON.stringify(row.draft.personal), recordPurpose(feed.catalog, row.sourceNo)),
        )
      : null,
});

const writeRecords = async (run: Run, changes: readonly RowChange[], known: Known) => {
  const sealed = changes.map(async (change) => recordContent(change, await sealPersonal(run, change)));
  const contents = await Promise.all(sealed);
  const fresh = contents.filter(({ sourceNo }) => !known.records.has(sourceNo));
  const corrections = contents.flatMap((content) => {
    const record = known.records.get(content.sourceNo);
    return record ? [{ ...content, id: record.id, seenVersion: record.version }] : [];
  });
  const inserted = fresh.length > 0 ? await insertRecords(run.tx, { ...run.feed, ...run.stamp }, fresh) : [];
  const corrected = corrections.length > 0 ? await correctRecords(run.tx, run.stamp, corrections) : [];
  if (inserted.length + corrected.length < changes.length) throw new Problem('record.stale');
  const moved = corrections.filter((one) => known.records.get(one.sourceNo)?.subjectId !== one.subjectId);
  if (moved.length > 0)
    await settleMovedFlags(
      run.tx,
      moved.map(({ id }) => id),
      run.stamp.at,
    );
  return new Map([
    ...inserted.map(({ sourceNo, id }) => [sourceNo, id] as const),
    ...corrections.map(({ sourceNo, id }) => [sourceNo, id] as const),
  ]);
};

const writeTraces = async ({ ctx, tx, stamp, feed }: Run, changes: readonly RowChange[], known: Known) => {
  const { identifiers, names, links, candidates } = subjectTraces(changes, known.subjects, {
    isRegistration: feed.catalog === REGISTRATION,
  });
  const today = dayOf(ctx.clock.now());
  const sealed = identifiers.map(async ({ identifier, ...standing }) => ({
    ...standing,
    isDerived: identifier.isDerived ?? false,
    ...(await sealedIdentifier(ctx, identifier)),
  }));
  if (sealed.length > 0) await addIdentifiers(tx, await Promise.all(sealed));
  const filed = names.map(({ kind, ...one }) => ({ ...one, name: filedName(ctx.vault, { ...one, kind }) }));
  if (filed.length > 0) await addSubjectNames(tx, filed, today);
  if (links.length > 0) await addSubjectLinks(tx, links, today);
  if (candidates.length > 0) await raiseCandidates(tx, candidates, { by: ctx.actor.by, at: stamp.at });
};

const movesOf = (run: Run, changes: readonly RowChange[], ids: ReadonlyMap<string, number>): Moved[] =>
  changes.flatMap((change) => {
    const { move } = change.decision;
    const recordId = ids.get(change.row.sourceNo);
    if (!move || recordId === undefined) return [];
    const place = { catalog: run.catalog, agencyId: run.agency.id, recordId };
    return [{ change, move, content: listingOfRow(change, move, place) }];
  });

const writeListings = async (run: Run, moves: readonly Moved[], known: Known): Promise<NewEvent[]> => {
  if (moves.length === 0) return [];
  const { tx, stamp } = run;
  const before = ({ change, content }: Moved) =>
    known.listings.get(content.recordId) ?? known.notified.get(change.row.sourceNo);
  const added = moves.flatMap((moved) => (before(moved) ? [] : [moved.content]));
  const changed = moves.flatMap((moved): ChangedListing[] => {
    const listing = before(moved);
    return listing ? [{ ...moved.content, id: listing.id, version: listing.version }] : [];
  });
  const inserted = added.length > 0 ? await insertListings(tx, added, stamp.at) : [];
  const updated = changed.length > 0 ? await changeListings(tx, changed, stamp.at) : [];
  if (updated.length < changed.length) throw new Problem('record.stale');
  const newId = new Map(inserted.map(({ recordId, id }) => [recordId, id] as const));
  const placed = moves.map((moved) => ({
    ...moved,
    id: before(moved)?.id ?? newId.get(moved.content.recordId) ?? 0,
  }));
  const steps = placed.flatMap(({ id, move }) => stepsOf(id, move));
  await addListingSteps(tx, steps, { at: stamp.at, actor: run.ctx.actor.by });
  await dropSettled(run, moves, known);
  return tell(run, placed, known);
};

// Where the record's own listing is in force again, the decision is made: a separate prior notice is not
// decided twice.
const dropSettled = async ({ ctx, tx }: Run, moves: readonly Moved[], known: Known) => {
  const on = dayOf(ctx.clock.now());
  const settled = moves.flatMap(({ change, content, move }) => {
    const own = known.listings.get(content.recordId);
    const listing = known.notified.get(change.row.sourceNo);
    if (!own || !listing || move.state !== 'listed') return [];
    const ground = `已按原记录列入（名单编号 ${own.id}）`;
    return [{ listing, move: end(listing.state, { on, state: 'revoked', ground }) }];
  });
  await moveListings({ ctx, tx }, settled);
};

// A correction may name another subject: an event says that the old subject is no longer listed.
const tell = async (
  run: Run,
  placed: readonly (Moved & { id: number })[],
  known: Known,
): Promise<NewEvent[]> => {
  const { basis } = run.catalog;
  const left = placed.flatMap(({ change, content, move }) => {
    const before = known.listings.get(content.recordId);
    return before?.state === 'listed' && before.subjectId !== change.subject.id && move.change
      ? [before]
      : [];
  });
  const identities = await identitiesOf(run, placed, left);
  const gone = left.flatMap((before) => {
    const subject = identities.get(before.subjectId);
    const ended = {
      ...before,
      state: 'revoked' as const,
      endedOn: dayOf(run.ctx.clock.now()),
      endGround: '主体更正',
    };
    return subject ? [listingEvent('removed', ended, { subject, basis })] : [];
  });
  const moved = new Set(left.map(({ id }) => id));
  const placedEvents = placed.flatMap(({ id, change, move, content }) => {
    if (move.change === null || (moved.has(id) && move.change === 'removed')) return [];
    const what = moved.has(id) ? 'created' : move.change;
    const subject = identities.get(change.subject.id) ?? identityOf(change);
    return [listingEvent(what, { ...content, id }, { subject, basis })];
  });
  return [...gone, ...placedEvents];
};

// Read only where the row's own number does not speak for the file: for the old subject of a correction, a
// merged file, or a row that bears an old code.
const identitiesOf = async (
  { tx, ctx }: Run,
  placed: readonly Moved[],
  left: readonly { subjectId: number }[],
): Promise<ReadonlyMap<number, SubjectIdentity>> => {
  const others = placed.flatMap(({ change }) =>
    change.subject.id === change.subject.originId && SPEAKING.includes(identityOf(change).type)
      ? []
      : [change.subject.id],
  );
  const ids = [...left.map(({ subjectId }) => subjectId), ...others];
  return ids.length > 0 ? findIdentities(tx, ctx, [...new Set(ids)]) : new Map<number, SubjectIdentity>();
};
