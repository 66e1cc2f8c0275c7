import { reaches } from '../../access/reach.rules.ts';
import { type Day, dayOf } from '../../kernel/day.ts';
import { maskCode } from '../../kernel/identifiers.ts';
import { Problem } from '../../kernel/problems.ts';
import type { MatterRow } from '../../law/matters/matter.rules.ts';
import { findMatter } from '../../law/matters/matter.store.ts';
import { act, must, permit } from '../../platform/door/act.ts';
import type { Settled } from '../../platform/door/act-together.ts';
import type { Db } from '../../platform/door/db.ts';
import type { AgencyRef, Ctx } from '../../platform/door/deps.ts';
import { fallenGrounds, findCheck, recheckLinks } from '../../window/checks/check.store.ts';
import { decideAgain } from '../../window/checks/check-group.ts';
import type { CheckRow } from '../../window/checks/check-row.rules.ts';
import { validityOf } from '../../window/checks/check-validity.ts';
import { groundsOf } from '../../window/checks/shown-check.rules.ts';
import { checkPromisable, commitmentNo } from './commitment.rules.ts';
import type { CommitmentIn, CommitmentShown } from './commitment.schema.ts';
import { findCommitment, insertCommitment, nextSequence } from './commitment.store.ts';
import { disclosureOf, renderPromise } from './commitment-text.rules.ts';
import { assessPromise } from './keep-fulfilment.step.ts';
import { nationalRow } from './national-row.rules.ts';
import { promisorOf } from './promisor.rules.ts';
import { shownCommitment } from './shown-commitment.step.ts';

type At = { ctx: Ctx; tx: Db };
type Checked = NonNullable<Awaited<ReturnType<typeof findCheck>>>;

// Notice and promise are rendered for this applicant, once, from the texts of the matter's edition. Nothing is
// rendered that a check of this moment would answer otherwise, or that the intake would not take.
// Errors: check.unknown, commitment.*, subject.identifier.
export const draftCommitment = async (ctx: Ctx, input: CommitmentIn): Promise<CommitmentShown> => {
  permit(ctx, 'commitment.draft');
  const known = await asAnsweredNow(ctx, input.check);
  return act(ctx, 'commitment.draft', async (tx) => {
    const at = { ctx, tx };
    const today = dayOf(ctx.clock.now());
    const { agency } = ctx.actor;
    if (!known || !agency) throw new Problem('check.unknown');
    const { check } = known;
    const matter = await promisedMatter(
      tx,
      must(await promisable(tx, check, { today, matter: input.matter })),
    );
    const promisor = promisorOf(ctx.vault, { check, shown: input.subject, today });
    assureStillEligible(known.now);
    const no = commitmentNo(agency.region, today, await nextSequence(tx));
    const row = await rowOf(at, { no, check, matter, promisor, agency, today });
    if (!(await insertCommitment(tx, row))) throw new Problem('commitment.check-used');
    const kept = await findCommitment(tx, no);
    if (!kept) throw new Problem('commitment.unknown');
    return {
      value: await shownCommitment(at, kept, { warning: null }),
      audit: { no, check: check.no, matter: matter.code, edition: matter.edition },
      events: [],
    };
  });
};

// Asked before the transaction, as a check is: its prepared statement costs a fraction. A check never changes
// once it is confirmed.
const asAnsweredNow = async (
  ctx: Ctx,
  no: string,
): Promise<{ check: Checked; now: Settled<CheckRow> } | undefined> => {
  const check = await findCheck(ctx.db, no);
  if (!check || !reaches(ctx.actor, 'commitment.draft', check.agencyId)) return undefined;
  const now = await decideAgain(ctx.statement, ctx, check).then(
    (value) => ({ value }),
    (cause: unknown) => ({ cause }),
  );
  return { check, now };
};

const promisable = async (tx: Db, check: Checked, asked: { today: Day; matter: string | undefined }) => {
  const fallen = await fallenGrounds(tx, groundsOf(check.facts), asked.today);
  const { isValid } = await validityOf(tx, check, { today: asked.today, fallen });
  const { by } = await recheckLinks(tx, check.no);
  return checkPromisable(
    {
      outcome: check.outcome,
      choice: check.choice,
      decidedOn: dayOf(new Date(check.decidedAt)),
      isValid,
      isRepeated: by.length > 0,
      matter: check.matter,
    },
    asked,
  );
};

type Promised = MatterRow & { noticeText: string; commitmentText: string };

const promisedMatter = async (tx: Db, code: string): Promise<Promised> => {
  const matter = await findMatter(tx, code);
  if (!matter?.isCommitmentAllowed) throw new Problem('commitment.matter-not-allowed');
  const { noticeText, commitmentText } = matter;
  if (!noticeText?.trim() || !commitmentText?.trim()) throw new Problem('commitment.texts-missing');
  return { ...matter, noticeText, commitmentText };
};

const assureStillEligible = (now: Settled<CheckRow>) => {
  if ('cause' in now) throw now.cause;
  const { outcome, reasons } = now.value;
  if (outcome === 'eligible') return;
  const errors = reasons.map(({ code, text }) => ({ code, message: text }));
  throw new Problem('commitment.check-stale', { errors });
};

type Making = {
  no: string;
  check: Checked;
  matter: Promised;
  promisor: ReturnType<typeof promisorOf>;
  agency: AgencyRef;
  today: Day;
};

const rowOf = async ({ ctx, tx }: At, { no, check, matter, promisor, agency, today }: Making) => {
  const { kind, ...who } = promisor;
  const disclosure = disclosureOf(kind);
  const { name: matterName, commitmentText } = matter;
  await assessPromise(
    { ctx, tx },
    agency,
    nationalRow({
      no,
      state: 'handled',
      kind,
      promisor: who,
      matterName,
      commitmentText,
      madeOn: today,
      disclosure,
      agency,
    }),
  );
  const statement = renderPromise({ no, matter, promisor: who, agency: agency.name, on: today, disclosure });
  const filed = (text: string) => (kind === 'person' ? ctx.vault.sealText(text) : text);
  const now = ctx.clock.now().toISOString();
  return {
    no,
    checkNo: check.no,
    agencyId: check.agencyId,
    matter: matter.code,
    matterEdition: matter.edition,
    matterName,
    commitmentText,
    kind,
    name: filed(who.name),
    shownCode: maskCode(who.type, who.code),
    statement: filed(statement),
    sealed: await ctx.vault.seal(who.code, `commitment:${no}`),
    disclosure,
    state: 'draft' as const,
    madeOn: today,
    draftedAt: now,
    draftedBy: ctx.actor.by,
    movedAt: now,
    movedBy: ctx.actor.by,
    despite: null,
  };
};
