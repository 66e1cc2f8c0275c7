import { reachesAll } from '../../access/reach.rules.ts';
import { dayOf } from '../../kernel/day.ts';
import { isAsked, type Measure, measuresFor } from '../../law/measures/measure.rules.ts';
import { measuresOn } from '../../law/measures/measure.store.ts';
import { look } from '../../platform/door/act.ts';
import type { Db } from '../../platform/door/db.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { cursors, readCursor, writeCursor } from '../../platform/web/page-cursor.ts';
import { shownSubject } from '../listings/listing-event.rules.ts';
import { organisationLookups } from '../subjects/organisation-lookups.ts';
import { findIdentities, findSubjects } from '../subjects/subject.store.ts';
import { type AskedMeasure, askedMeasures } from './ledger.rules.ts';
import { askingListings, fileNow, subjectsAsked } from './ledger.store.ts';

type Question = { subject?: string | undefined; limit: number; after?: string | undefined };
type Entry = { subject: { id: string } & ReturnType<typeof shownSubject>; measures: AskedMeasure[] };

// The measures that are the asker's own to take; the registrar and the auditor see those of every department.
const ownMeasures = ({ actor }: Ctx, measures: readonly Measure[]): readonly Measure[] => {
  if (reachesAll(actor, 'measure.ledger')) return measures;
  const { agency } = actor;
  if (!agency) return [];
  const lists = [...new Set(measures.flatMap((measure) => measure.lists))];
  const own = new Set(lists.flatMap((list) => measuresFor(measures, agency, list).map(({ code }) => code)));
  return measures.filter(({ code }) => own.has(code));
};

/**
 * The asking department's own measures: against whom they stand, and by which lists. Each look is audited;
 * persons are masked, and seen only by who has a measure for their list.
 * Basis: 国办发〔2020〕49号; 个人信息保护法第六条、第三十四条
 */
export const showLedger = (
  ctx: Ctx,
  { subject, limit, after }: Question,
): Promise<{ items: Entry[]; next: string | null }> =>
  look(ctx, 'measure.ledger', async (tx) => {
    const today = dayOf(ctx.clock.now());
    const measures = ownMeasures(ctx, (await measuresOn(tx, today)).filter(isAsked));
    const lists = [...new Set(measures.flatMap((measure) => measure.lists))];
    const from = readCursor(cursors.id, after)?.[0] ?? 0;
    const found = subject
      ? await namedSubject(ctx, tx, subject)
      : (await subjectsAsked(tx, { lists, after: from, limit, today })).map(({ subjectId }) => subjectId);
    const ids = found.slice(0, limit);
    const listings = Map.groupBy(await askingListings(tx, ids, today), ({ subjectId }) => subjectId);
    const asking = ids.filter((id) => listings.has(id));
    const identities = await findIdentities(tx, ctx, asking);
    const items = asking.flatMap((id) => {
      const identity = identities.get(id);
      const own = identity ? askedMeasures(measures, listings.get(id) ?? [], identity.kind) : [];
      return identity && own.length > 0
        ? [{ subject: { id: `subjects/${id}`, ...shownSubject(identity) }, measures: own }]
        : [];
    });
    const last = ids.at(-1);
    const next = found.length > limit && last !== undefined ? writeCursor([last]) : null;
    return { value: { items, next }, audit: { subject: subject ?? null, count: items.length } };
  });

const namedSubject = async (ctx: Ctx, tx: Db, named: string): Promise<number[]> => {
  const lookups = organisationLookups(named, dayOf(ctx.clock.now()));
  const number = /^(?:subjects\/)?(\d{1,15})$/.exec(named)?.[1];
  if (lookups.length === 0 && number) return [await fileNow(tx, Number(number))];
  const known = await findSubjects(tx, lookups);
  const found = known.find(({ lookup }) => lookup === lookups[0]) ?? known[0];
  return found ? [found.id] : [];
};
