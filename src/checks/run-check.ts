import { readCalendar } from '../calendar/calendar.store.ts';
import { type Day, dayOf } from '../kernel/day.ts';
import { checkIdentifier, maskCode } from '../kernel/identifiers.ts';
import { Problem } from '../kernel/problems.ts';
import { actTogether, type Group } from '../platform/act-together.ts';
import type { Statement } from '../platform/db.ts';
import type { Ctx } from '../platform/deps.ts';
import { RuleSet } from '../rulebook/rule-set.schema.ts';
import { lookupOf } from '../subjects/subject-lookup.ts';
import { decide, type ListingFact, type RecordFact, weighedRecords } from './check.rules.ts';
import type { CheckIn } from './check.schema.ts';
import { type CheckRow, keepChecks } from './check.store.ts';
import { type CheckAnswer, checkAnswer } from './check-answer.ts';
import { type AskedFor, type FoundSubject, findFacts, readStanding } from './check-facts.store.ts';
import { newCheckNo, newVerifyCode } from './check-number.rules.ts';
import { type FeedFact, feedFacts, stalestFeeds } from './feed-freshness.rules.ts';

// The answer to "may this applicant use commitment?", kept with its facts before it is given.
// Errors: subject.identifier (422, never echoing a person's number), access.denied, database.unavailable.
export const runCheck = async (ctx: Ctx, input: CheckIn): Promise<CheckAnswer> => {
  const today = dayOf(ctx.clock.now());
  const checked = checkIdentifier(input.subject.type, input.subject.code, { today });
  if (!checked.ok) {
    const errors = checked.faults.map(({ code, message, hint }) => ({
      pointer: '/subject/code',
      code,
      message: hint ? `${message}（${hint}）` : message,
    }));
    throw new Problem('subject.identifier', { detail: checked.message, errors });
  }
  const { type, code } = checked.value;
  return actTogether(ctx, checkTogether, {
    input,
    asked: {
      lookup: lookupOf(ctx.vault, type, code),
      name: input.subject.name ?? null,
      matter: input.matter ?? null,
    },
    shown: { type, code: maskCode(type, code) },
    today,
  });
};

type Item = {
  input: CheckIn;
  asked: { lookup: string; name: string | null; matter: string | null };
  shown: { type: CheckIn['subject']['type']; code: string };
  today: Day;
};

const checkTogether: Group<Item, CheckAnswer> = {
  action: 'check.run',
  most: 256,
  decide: async (run, members) => {
    const [{ item: first, ctx }] = members as [{ item: Item; ctx: Ctx }];
    const { standing, subjects } = await factsUnder(
      run,
      ctx,
      first.today,
      members.map(({ item }) => item.asked),
    );
    const checks = members.map((member, place) =>
      decideOne(member, subjects[place] as FoundSubject, standing),
    );
    return {
      answers: checks.map((row, place) => ({
        value: checkAnswer(row, members[place]?.ctx.config.publicUrl ?? ''),
        audit: {
          subjectId: row.subject_id,
          no: row.no,
          purpose: row.purpose,
          caseNo: row.case_no,
          outcome: row.outcome,
        },
      })),
      write: keepChecks(checks),
    };
  },
};

// The facts say by themselves which rule set counts: one that was approved a moment ago, here or in another process, is read
// before anything is decided by the former.
const factsUnder = async (run: Statement, ctx: Ctx, today: Day, asked: readonly AskedFor[]) => {
  const standing = await standingOn(run, ctx, today);
  const found = await findFacts(run, asked, { weighed: standing.weighed, today });
  if (found.ruleSetVersion === standing.ruleSet.version) return { standing, subjects: found.subjects };
  kept.delete(ctx.statement);
  const renewed = await standingOn(run, ctx, today);
  const { subjects } = await findFacts(run, asked, { weighed: renewed.weighed, today });
  return { standing: renewed, subjects };
};

type StandingNow = {
  ruleSet: RuleSet;
  weighed: { catalog: string; class: string | null }[];
  feeds: FeedFact[];
  hasMatters: boolean;
};
const kept = new WeakMap<Statement, { at: number; day: Day; standing: StandingNow }>();
const STANDS_FOR_MS = 1000;

// Rules, calendar and feed freshness change by the day; a second-old reading serves every check of that second.
const standingOn = async (run: Statement, ctx: Ctx, today: Day): Promise<StandingNow> => {
  const now = ctx.clock.now().getTime();
  const before = kept.get(ctx.statement);
  if (before && before.day === today && now >= before.at && now - before.at < STANDS_FOR_MS)
    return before.standing;
  const [{ ruleSet, feeds, hasMatters }, calendar] = await Promise.all([
    readStanding(run, today),
    readCalendar(run),
  ]);
  if (!ruleSet) throw new Error(`no approved rule set in force on ${today}`);
  const rules = RuleSet.parse(ruleSet.content);
  const standing = {
    ruleSet: rules,
    weighed: weighedRecords(rules),
    hasMatters,
    feeds: stalestFeeds(feedFacts(feeds, calendar, today)),
  };
  kept.set(ctx.statement, { at: now, day: today, standing });
  return standing;
};

const decideOne = (
  { ctx, item }: { ctx: Ctx; item: Item },
  found: FoundSubject,
  standing: StandingNow,
): CheckRow => {
  const { input, shown, today } = item;
  const givenName = input.subject.name ?? null;
  const facts = {
    subject: {
      isKnown: found.id !== null,
      name: found.name,
      givenName,
      formerNames: found.formerNames,
      dissolvedOn: found.dissolvedOn,
    },
    listings: found.listings as ListingFact[],
    records: found.records as RecordFact[],
    feeds: standing.feeds,
    matter:
      input.matter && standing.hasMatters
        ? (found.matter ?? { code: input.matter, isCommitmentAllowed: false })
        : null,
    isHonoured: found.isHonoured,
  };
  const { outcome, reasons } = decide(facts, standing.ruleSet, today);
  const decidedAt = ctx.clock.now();
  return {
    no: newCheckNo(today, ctx.randomBytes(8)),
    verify_code: newVerifyCode(ctx.randomBytes(10)),
    agency_id: ctx.actor.agency?.id ?? 0,
    actor: ctx.actor.by,
    subject_id: found.id,
    subject: { ...shown, name: found.name ?? givenName, isKnown: found.id !== null },
    matter: input.matter ?? null,
    purpose: input.purpose,
    case_no: input.caseNo ?? null,
    outcome,
    reasons,
    facts,
    rule_set_version: standing.ruleSet.version,
    decided_at: decidedAt.toISOString(),
  };
};
