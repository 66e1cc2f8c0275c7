import { seesFallen } from '../../access/reach.rules.ts';
import { dayOf } from '../../kernel/day.ts';
import { calendarIn } from '../../law/calendar/calendar.store.ts';
import { noteOnMatter } from '../../law/matters/asked-matter.rules.ts';
import { refuseMatters } from '../../law/matters/refuse-matters.ts';
import { RuleSet } from '../../law/rulebook/rule-set.schema.ts';
import { look } from '../../platform/door/act.ts';
import type { Db } from '../../platform/door/db.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { spendLookIn } from '../../platform/door/spend-looks.ts';
import { statementOver } from '../../platform/door/statement-over.ts';
import { assureIndex } from '../../platform/keys/assure-index.ts';
import { asOfProblem, pastInstant } from '../../platform/web/as-of.ts';
import { decide } from './check.rules.ts';
import type { CheckAsOfIn, CheckAsOfOut } from './check.schema.ts';
import { fallenGrounds } from './check.store.ts';
import { withoutGround } from './check-answer.ts';
import { feedsAt, findFactsAt, hadMatters, rulesOn } from './check-as-of.store.ts';
import { agedFeeds } from './check-conditions.ts';
import { itemOf } from './check-group.ts';
import type { KeptFacts } from './check-row.rules.ts';
import { factsOf, type Item } from './decide-check.ts';
import { groundsOf, hideFallen } from './shown-check.rules.ts';

const NOTE = '历史查询，仅供了解当时情况：不是核查结果，无编号与回执，不得据此办理。';

// Answers what a check would have said at an instant, as known then. The answer is information and kept
// nowhere but in the audit trail. Only the auditor sees facts repaired, revoked or past retention since.
export const checkAsOf = (ctx: Ctx, { asOf, ...input }: CheckAsOfIn): Promise<CheckAsOfOut> =>
  look(ctx, 'check.as-of', async (tx) => {
    const item = itemOf(ctx, input);
    await spendLookIn(tx, ctx, item.purpose);
    await assureIndex(ctx, statementOver(tx));
    const instant = pastInstant(asOf, ctx.clock.now());
    const day = dayOf(instant);
    const { facts, subjectId } = await knownAt(tx, item, instant);
    const content = await rulesOn(tx, day);
    if (!content) throw asOfProblem('该时刻尚无生效的核查规则');
    const ruleSet = RuleSet.parse(content);
    const { outcome, reasons } = decide(facts, ruleSet, day);
    const fallen = seesFallen(ctx.actor)
      ? new Set<string>()
      : await fallenGrounds(tx, groundsOf(facts), item.today);
    return {
      value: {
        asOf: instant.toISOString(),
        isInformation: true,
        outcome,
        reasons: hideFallen(reasons, fallen).map(withoutGround),
        subject: {
          ...item.shown,
          name: facts.subject.name ?? item.asked.name,
          isKnown: facts.subject.isKnown,
        },
        matter: item.asked.matter,
        matterNote: noteOnMatter(item.asked.matter, facts.matter),
        ruleSetVersion: ruleSet.version,
        note: NOTE,
      },
      audit: { subjectId, purpose: item.purpose, caseNo: item.caseNo, asOf: instant.toISOString(), outcome },
    };
  });

const knownAt = async (
  db: Db,
  item: Item,
  instant: Date,
): Promise<{ facts: KeptFacts; subjectId: number | null }> => {
  const day = dayOf(instant);
  const found = await findFactsAt(db, item.asked, { at: instant.toISOString(), day });
  const feeds = agedFeeds(await feedsAt(db, day), await calendarIn(db), day);
  const matter = { matter: item.asked.matter, isFound: found.matter !== null };
  const hasMatters = await hadMatters(db, instant.toISOString());
  const [refusal] = await refuseMatters(statementOver(db), [matter], hasMatters);
  if (refusal) throw refusal;
  return { facts: factsOf(item, found, { feeds }), subjectId: found.id };
};
