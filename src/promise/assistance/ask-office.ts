import { findAgency } from '../../access/agencies/agency.store.ts';
import { type Day, dayOf } from '../../kernel/day.ts';
import { isPersonIdentifier, maskCode } from '../../kernel/identifiers.ts';
import { Problem } from '../../kernel/problems.ts';
import { calendarIn } from '../../law/calendar/calendar.store.ts';
import { findMatter } from '../../law/matters/matter.store.ts';
import { settingsOn } from '../../law/rulebook/rulebook.store.ts';
import { act } from '../../platform/door/act.ts';
import type { Db } from '../../platform/door/db.ts';
import type { AgencyRef, Ctx } from '../../platform/door/deps.ts';
import { identified } from '../../registry/subjects/identified.rules.ts';
import { dueAfter } from '../../remedy/cases/case-due.rules.ts';
import { findCommitment } from '../commitments/commitment.store.ts';
import { identityPurpose, newAssistanceNo, questionOf } from './assistance.rules.ts';
import type { AssistanceIn, AssistanceShown } from './assistance.schema.ts';
import { insertAssistance } from './assistance.store.ts';
import { assistanceOut } from './assistance-out.ts';
import { ownAssistance } from './own-assistance.step.ts';
import { tellAsked } from './tell-office.rules.ts';

type At = { ctx: Ctx; tx: Db };

// One question about one subject, to the one office that knows.
// Errors: assistance.*, subject.identifier, agency.unknown, commitment.unknown.
export const askOffice = (ctx: Ctx, input: AssistanceIn): Promise<AssistanceShown> =>
  act(ctx, 'assistance.ask', async (tx) => {
    const { agency } = ctx.actor;
    if (!agency) throw new Problem('access.denied');
    const today = dayOf(ctx.clock.now());
    const to = await askedOffice(tx, input.to, { agency, today });
    const proof = await proofOf(tx, input.proof, to.name);
    const question = input.question ?? (proof && questionOf(proof.name));
    if (!question) throw new Problem('assistance.proof');
    await assureOwnPromise(tx, input.commitment, agency);
    const no = newAssistanceNo(today, ctx.randomBytes(8));
    const about = await subjectColumns({ ctx, tx }, input.subject, { no, today });
    const due = await termOf(tx, today);
    await insertAssistance(tx, {
      no,
      askingId: agency.id,
      askedId: to.id,
      state: 'asked',
      ...about,
      proof: proof?.code ?? null,
      proofName: proof?.name ?? null,
      question,
      commitmentNo: input.commitment ?? null,
      verificationNo: input.verification ?? null,
      askedOn: today,
      askedAt: ctx.clock.now().toISOString(),
      askedBy: ctx.actor.by,
      askedByName: ctx.actor.name,
      ...due,
    });
    const told = { no, agencyId: to.id, dueOn: due.dueOn };
    return {
      value: assistanceOut(await ownAssistance({ ctx, tx }, 'assistance.ask', no), today),
      audit: { no, to: to.code, proof: proof?.code ?? null, dueOn: due.dueOn },
      events: [],
      agencyEvents: [tellAsked(told, agency.name)],
    };
  });

const askedOffice = async (tx: Db, code: string, { agency, today }: { agency: AgencyRef; today: Day }) => {
  const to = await findAgency(tx, code);
  if (!to) throw new Problem('agency.unknown');
  if (to.id === agency.id) throw new Problem('assistance.oneself');
  if (today < to.validFrom || (to.validUntil !== null && today >= to.validUntil))
    throw new Problem('assistance.office-gone');
  return to;
};

// The catalogue of proofs names the unit that issues each: that one can answer for it.
const proofOf = async (tx: Db, code: string | undefined, office: string) => {
  if (code === undefined) return null;
  const matter = await findMatter(tx, code);
  if (matter?.issuingUnit !== office) throw new Problem('assistance.proof');
  return { code, name: matter.name };
};

const assureOwnPromise = async (tx: Db, no: string | undefined, agency: AgencyRef) => {
  if (no === undefined) return;
  const promise = await findCommitment(tx, no);
  if (promise?.agencyId !== agency.id) throw new Problem('commitment.unknown');
};

const subjectColumns = async (
  { ctx }: At,
  shown: AssistanceIn['subject'],
  { no, today }: { no: string; today: Day },
) => {
  const { type, code, kind } = identified(shown, today);
  if (!shown.name) throw new Problem('assistance.name-required');
  return {
    subjectKind: kind,
    identifierType: type,
    name: isPersonIdentifier(type) ? ctx.vault.sealText(shown.name) : shown.name,
    shownCode: maskCode(type, code),
    sealed: await ctx.vault.seal(code, identityPurpose(no)),
  };
};

// Basis: 本市设定（限时核验）
const termOf = async (tx: Db, today: Day) => {
  const count = (await settingsOn(tx, today))('assistance.deadline');
  const due = dueAfter(await calendarIn(tx), today, count);
  if (due.dueOn === null) throw new Error('a term has a last day');
  return { dueFrom: today, dueCount: count, dueOn: due.dueOn, isDueProvisional: due.isDueProvisional };
};
