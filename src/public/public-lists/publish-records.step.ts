import { dayOf } from '../../kernel/day.ts';
import { settingValuesOn } from '../../law/rulebook/rulebook.store.ts';
import type { Db } from '../../platform/door/db.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { openedOrNull } from '../../platform/keys/opened.ts';
import { identifierPurpose } from '../../registry/subjects/subject-lookup.ts';
import {
  addEntries,
  dueEntries,
  endEntries,
  holdPublishing,
  nextPositions,
  type PublishedEntry,
  readFacts,
  readPublished,
  type StoredFact,
  takeChanges,
} from './public-change.store.ts';
import { bornOn, type PublicEntry, type PublicFact, publicEntry } from './public-entry.rules.ts';
import { publicLists } from './public-list.rules.ts';

// A check beside it does not wait for so few.
const AT_ONCE = 200;

// Brings the public entries of a few records in step with the registry. Gives how many records were looked
// at.
export const publishRecords = async (
  { ctx, tx }: { ctx: Ctx; tx: Db },
  { onlyLeaving }: { onlyLeaving: boolean },
): Promise<number> => {
  const now = ctx.clock.now();
  const today = dayOf(now);
  await holdPublishing(tx);
  const changed = await takeChanges(tx, { onlyLeaving, limit: AT_ONCE });
  const due = await dueEntries(tx, { today, limit: AT_ONCE });
  const recordIds = [...new Set([...changed, ...due].map(({ recordId }) => recordId))];
  if (recordIds.length === 0) return 0;
  const settings = await settingValuesOn(tx, today);
  const personsOn = (list: string) => settings.get(`public.${list}.persons`) ?? 0;
  // Without it nobody is of age, and no person is shown.
  const adultAge = settings.get('subject.minor.age') ?? Number.POSITIVE_INFINITY;
  const codes = publicLists.map(({ code }) => code);
  const stored = await readFacts(tx, recordIds, { lists: codes, today });
  const facts = await Promise.all(
    stored.map(({ sealed, ...fact }) =>
      withBirthday(ctx, { ...fact, sealed: personsOn(fact.catalog) > 0 ? sealed : null }),
    ),
  );
  const wanted = facts.flatMap((fact) => publicEntry(fact, { today, personsOn, adultAge }) ?? []);
  await writeDifference(tx, await readPublished(tx, recordIds), { wanted, at: now.toISOString() });
  return changed.length + due.length;
};

// A person whose number does not open may be a child: that one is not shown, and keeps no other row from its
// list.
const withBirthday = async (ctx: Ctx, { lookup, sealed, ...fact }: StoredFact): Promise<PublicFact> => {
  const number = sealed && lookup && (await openedOrNull(ctx, sealed, identifierPurpose(lookup)));
  return { ...fact, bornOn: number ? bornOn(number) : null };
};

const writeDifference = async (
  tx: Db,
  published: readonly PublishedEntry[],
  { wanted, at }: { wanted: readonly PublicEntry[]; at: string },
) => {
  const current = new Map(published.map((row) => [row.recordId, row]));
  const asWanted = new Map(wanted.map((entry) => [entry.recordId, entry]));
  const news = wanted.filter((entry) => !isSame(current.get(entry.recordId), entry));
  const gone = published.filter((row) => !isSame(row, asWanted.get(row.recordId)));
  const lists = [...new Set([...news, ...gone].map(({ list }) => list))];
  if (lists.length === 0) return;
  const positions = await nextPositions(tx, lists, at);
  const positionOf = (list: string) => positions.get(list) ?? 0;
  const ends = gone.map(({ recordId, list }) => ({ recordId, gone: positionOf(list) }));
  if (ends.length > 0) await endEntries(tx, ends, at);
  if (news.length > 0)
    await addEntries(
      tx,
      news.map((entry) => ({ ...entry, position: positionOf(entry.list) })),
    );
};

type Face = Pick<PublicEntry, 'json' | 'leavesOn'> | undefined;
const isSame = (a: Face, b: Face) => a?.json === b?.json && a?.leavesOn === b?.leavesOn;
