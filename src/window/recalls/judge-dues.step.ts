import { dayOf } from '../../kernel/day.ts';
import { RuleSet } from '../../law/rulebook/rule-set.schema.ts';
import { ruleSetVersions } from '../../law/rulebook/rule-set.store.ts';
import type { Db } from '../../platform/door/db.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { statementOver } from '../../platform/door/statement-over.ts';
import { type CheckOutcome, decisionOf, hitsOf } from '../checks/check.rules.ts';
import { type AskedFor, findFacts, namedAs } from '../checks/check-facts.store.ts';
import type { CheckRow } from '../checks/check-row.rules.ts';
import { lookupsAgain } from '../checks/lookups-again.ts';
import { type FoundSubject, weighedRecords } from '../checks/weighed-records.rules.ts';
import { factsInHindsight, type Hindsight } from './hindsight.rules.ts';
import { type FoundFate, findFates, lookBack } from './hindsight.store.ts';
import { findJudged, insertDiffering, type NewRecall } from './recall.store.ts';
import { type Change, causeOf, turningReasons } from './recall-cause.rules.ts';

type At = { ctx: Ctx; tx: Db };
type Asked = { row: CheckRow; asked: AskedFor; ruleSet: RuleSet };
type Judged = Asked & { now: FoundSubject; seen: Hindsight };
type Differing = Judged & { place: number; outcome: CheckOutcome; changes: Change[] };

const NOTHING_SEEN: Hindsight = { listings: [], records: [], names: [] };
const dayOfCheck = ({ decidedAt }: CheckRow) => dayOf(new Date(decidedAt));

// Decides each check again for its own day, by its own rules, with what is known now. Gives the checks that
// are recalled.
export const judgeChecks = async (at: At, nos: readonly string[]): Promise<string[]> => {
  const asked = await askedAgain(at, await findJudged(at.tx, nos));
  if (asked.length === 0) return [];
  const differing = (await seenAgain(at, asked)).flatMap(differs);
  if (differing.length === 0) return [];
  const recalls = recallsOf(differing, await findFates(at.tx, differing.flatMap(fatesAsked)));
  return insertDiffering(at.tx, recalls, at.ctx.clock.now().toISOString());
};

const askedAgain = async ({ ctx, tx }: At, rows: readonly CheckRow[]): Promise<Asked[]> => {
  const versions = await ruleSetVersions(tx);
  const used = new Set(rows.map(({ ruleSetVersion }) => ruleSetVersion));
  const ruleSets = new Map(
    versions
      .filter(({ version }) => used.has(version))
      .map(({ version, content }) => [version, RuleSet.parse(content)]),
  );
  return rows.flatMap((row) => {
    const lookups = lookupsAgain(ctx.vault, row);
    const ruleSet = ruleSets.get(row.ruleSetVersion);
    const named = namedAs(ctx.vault, row.subject.type, row.facts.subject.givenName);
    const asked = lookups && { lookups, ...named, matter: null };
    return asked && ruleSet ? [{ row, asked, ruleSet }] : [];
  });
};

const seenAgain = async ({ ctx, tx }: At, list: readonly Asked[]): Promise<Judged[]> => {
  const today = dayOf(ctx.clock.now());
  const { subjects } = await findFacts(
    statementOver(tx),
    list.map(({ asked }) => asked),
    { weighed: [], today },
  );
  const files = list.flatMap(({ row }, place) => {
    const id = subjects[place]?.id;
    return id == null ? [] : [{ place, id, day: dayOfCheck(row), at: row.decidedAt }];
  });
  const catalogs = list.flatMap(({ ruleSet }) => weighedRecords(ruleSet).map(({ catalog }) => catalog));
  const seen = await lookBack(tx, files, [...new Set(catalogs)]);
  return list.flatMap((one, place) => {
    const now = subjects[place];
    return now ? [{ ...one, now, seen: seen.get(place) ?? NOTHING_SEEN }] : [];
  });
};

const differs = (judged: Judged, place: number): Differing[] => {
  const { row, asked, ruleSet, now, seen } = judged;
  const then = { subjectId: row.subjectId, facts: row.facts, type: row.subject.type, day: dayOfCheck(row) };
  const hits = hitsOf(factsInHindsight(then, now, { asked, seen }), ruleSet, then.day);
  const after = { ...decisionOf(hits), hits };
  if (after.outcome === row.outcome) return [];
  const before = { ...row, hits: hitsOf(row.facts, ruleSet, then.day) };
  return [{ ...judged, place, outcome: after.outcome, changes: turningReasons(before, after) }];
};

const groundOf = ({ reason: { ground, code } }: Change) => ground ?? code;

const fatesAsked = ({ row, now, place, changes }: Differing) => {
  const files = [row.subjectId, now.id].flatMap((id) => id ?? []);
  const grounds = new Set(changes.map(groundOf));
  const until = row.facts.standpoint?.validUntil;
  return [...grounds].map((ground) => ({ place, ground, at: row.decidedAt, until, files }));
};

const bearerOf = ({ seen, row }: Differing, ground: string) =>
  [seen, row.facts]
    .flatMap(({ listings, records }) => [
      ...listings.map((fact) => ({ ground: `listing:${fact.id}`, bearer: fact.bearer })),
      ...records.map((fact) => ({ ground: `record:${fact.id}`, bearer: fact.bearer })),
    ])
    .find((fact) => fact.ground === ground)?.bearer;

const recallsOf = (list: readonly Differing[], fates: readonly FoundFate[]): NewRecall[] =>
  list.flatMap((one) => {
    const { row, place, outcome, changes } = one;
    return changes.flatMap((changed) => {
      const ground = groundOf(changed);
      const found = fates.find((fate) => fate.place === place && fate.ground === ground);
      const why = causeOf({
        change: changed.change,
        code: changed.reason.code,
        bearer: bearerOf(one, ground),
        fate: found?.now != null ? { before: found.before, now: found.now } : undefined,
        isMerged: found?.isMerged ?? false,
        isTooLate: found?.isTooLate ?? false,
      });
      return why ? [{ checkNo: row.no, agencyId: row.agencyId, ground, why, outcome }] : [];
    });
  });
