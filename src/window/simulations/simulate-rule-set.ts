import type { Day } from '../../kernel/day.ts';
import { Problem } from '../../kernel/problems.ts';
import { readCalendar } from '../../law/calendar/calendar.store.ts';
import { ruleExamples } from '../../law/rulebook/examples/rule-set-2-examples.ts';
import { knownRuleSet } from '../../law/rulebook/known-rule-set.ts';
import type { RuleSet } from '../../law/rulebook/rule-set.schema.ts';
import { act, permit } from '../../platform/door/act.ts';
import type { Db } from '../../platform/door/db.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { readConditions } from '../checks/check-facts.store.ts';
import { type FeedFact, feedFacts, staleFeeds } from '../checks/feed-freshness.rules.ts';
import { exampleTurns } from './rule-example.rules.ts';
import {
  addTurns,
  closeSimulation,
  countSubjects,
  countTurnReasons,
  countTurns,
  dropOldTurns,
  type OpenedSimulation,
  openSimulation,
  type SimulationRow,
} from './simulation.store.ts';
import { ruleWeightsOf, type StaleFeed } from './weights.rules.ts';

// Finds the subjects whose outcome would change if this version replaced the one in force, over the registry
// as it is now.
export const simulateRuleSet = async (ctx: Ctx, version: number): Promise<SimulationRow> => {
  permit(ctx, 'rule-set.simulate');
  const { today, row } = await knownRuleSet(ctx, ctx.db, version);
  const feeds = await feedsOn(ctx, today);
  return act(ctx, 'rule-set.simulate', async (tx) => {
    const against = row.inForce;
    if (against === null) throw new Problem('rule-set.unknown');
    const rules = {
      before: (await knownRuleSet(ctx, tx, against)).shown.content,
      after: (await knownRuleSet(ctx, tx, version)).shown.content,
    };
    const opened = {
      id: ctx.newId(),
      version,
      against,
      day: today,
      at: ctx.clock.now().toISOString(),
      by: ctx.actor.by,
      byName: ctx.actor.name,
    };
    const staleUnder = {
      before: stale(rules.before, feeds, today),
      after: stale(rules.after, feeds, today),
    };
    const counted = await weigh(tx, opened, rules, staleUnder);
    const audit = { version, against, simulation: opened.id, turned: counted.turnCount };
    return { value: { ...opened, ...counted }, audit, events: [] };
  });
};

// Before the transaction: a statement beside an open one would wait for its end.
const feedsOn = async (ctx: Ctx, today: Day): Promise<FeedFact[]> => {
  const [{ feeds }, calendar] = await Promise.all([
    readConditions(ctx.statement, today),
    readCalendar(ctx.statement),
  ]);
  return feedFacts(feeds, calendar, today);
};

const stale = (ruleSet: RuleSet, feeds: readonly FeedFact[], on: Day): StaleFeed[] =>
  ruleSet.rules.flatMap((rule) =>
    rule.kind === 'freshness'
      ? staleFeeds(rule, feeds, { ruleSet, on }).map(({ catalog, agency, lastGoodOn }) => ({
          catalog,
          agency,
          lastGoodOn,
        }))
      : [],
  );

const weigh = async (
  tx: Db,
  opened: OpenedSimulation,
  rules: { before: RuleSet; after: RuleSet },
  staleFeedsUnder: { before: StaleFeed[]; after: StaleFeed[] },
) => {
  await dropOldTurns(tx, opened.version, opened.day);
  await openSimulation(tx, opened);
  const weights = [...ruleWeightsOf(rules.before, 'before'), ...ruleWeightsOf(rules.after, 'after')];
  await addTurns(tx, opened.id, weights, opened.day);
  const directions = await countTurns(tx, opened.id);
  const counted = {
    id: opened.id,
    subjectCount: await countSubjects(tx),
    turnCount: directions.reduce((sum, { count }) => sum + count, 0),
    summary: {
      directions,
      reasons: await countTurnReasons(tx, opened.id),
      staleFeeds: staleFeedsUnder,
      examples: exampleTurns(ruleExamples, rules),
    },
  };
  await closeSimulation(tx, counted);
  return counted;
};
