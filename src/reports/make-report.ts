import { newVerifyCode } from '../checks/check-number.rules.ts';
import { findFileSubject } from '../credit-files/file.store.ts';
import { disputesKnownAt, repairsKnownAt } from '../credit-files/file-case.store.ts';
import { addYears, type Day, dayOf } from '../kernel/day.ts';
import { checkIdentifier, type Identifier, isPersonIdentifier, maskCode } from '../kernel/identifiers.ts';
import { Problem } from '../kernel/problems.ts';
import { act } from '../platform/act.ts';
import type { Db } from '../platform/db.ts';
import type { Ctx } from '../platform/deps.ts';
import { sha256Hex } from '../platform/hash.ts';
import { settingsOn } from '../rulebook/rulebook.store.ts';
import { lookupOf } from '../subjects/subject-lookup.ts';
import { inquiriesAbout } from './inquiry.store.ts';
import { type ReportBody, reportPurpose } from './report.rules.ts';
import type { ReportIn, ReportOut } from './report.schema.ts';
import { factsOfSubject, insertReport } from './report.store.ts';
import { newReportNo } from './report-number.rules.ts';
import { type ReportFact, recordsIn, sectionsOf } from './report-sections.rules.ts';

type Body = ReportBody<ReportOut['repairs'][number], ReportOut['disputes'][number]>;

// The public-credit report of a subject, kept under seal as it was handed out. A subject that the registry does not know
// gets one too: it says everywhere that there is no such record.
// Errors: subject.identifier (422, never echoing a person's number).
export const makeReport = async (ctx: Ctx, input: ReportIn) => {
  const now = ctx.clock.now();
  const today = dayOf(now);
  const checked = checkIdentifier(input.subject.type, input.subject.code, { today });
  if (!checked.ok) throw new Problem('subject.identifier', { detail: checked.message });
  const asked = { ...input, identifier: checked.value, today, at: now.toISOString() };
  return act(ctx, 'report.make', async (tx) => {
    const { subjectId, body } = await drawUp(ctx, tx, asked);
    const [no, verifyCode] = [newReportNo(today, ctx.randomBytes(8)), newVerifyCode(ctx.randomBytes(10))];
    const dataVersion = `${asked.at.slice(0, 19).replace(/\D/g, '')}-${sha256Hex(JSON.stringify(body)).slice(0, 12)}`;
    await insertReport(tx, {
      no,
      verifyCode,
      agencyId: ctx.actor.agency?.id ?? 0,
      actor: ctx.actor.by,
      subjectId,
      purpose: input.purpose,
      caseNo: input.caseNo ?? null,
      madeAt: asked.at,
      sealed: await ctx.vault.seal(JSON.stringify({ dataVersion, body }), reportPurpose(no)),
    });
    const verifyUrl = `${ctx.config.publicUrl}/public/reports/${no}?code=${verifyCode}`;
    return {
      value: { no, madeAt: asked.at, dataVersion, verifyUrl },
      audit: { subjectId, no, purpose: input.purpose, caseNo: input.caseNo ?? null },
      events: [],
    };
  });
};

type Asked = ReportIn & { identifier: Identifier; today: Day; at: string };

const drawUp = async (ctx: Ctx, tx: Db, asked: Asked): Promise<{ subjectId: number | null; body: Body }> => {
  const subject = await findFileSubject(
    tx,
    lookupOf(ctx.vault, asked.identifier.type, asked.identifier.code),
  );
  if (!subject) return { subjectId: null, body: unknownSubject(asked) };
  const { today, at } = asked;
  const facts: ReportFact[] = await factsOfSubject(tx, subject.id);
  const sections = sectionsOf(facts, today);
  const told = new Set(recordsIn({ sections }));
  const isTold = ({ recordId }: { recordId: number }) => told.has(Number(recordId));
  const body = {
    subject: {
      isKnown: true,
      kind: subject.kind,
      name: subject.name,
      formerNames: subject.former_names,
      identifiers: subject.identifiers.map(({ type, code }) => ({
        type: type as Identifier['type'],
        code: code ?? shownCode(type, asked.identifier),
      })),
      dissolvedOn: subject.dissolved_on,
    },
    sections,
    repairs: (await repairsKnownAt(tx, subject.id, at, today)).filter(isTold).map(repairOut),
    disputes: (await disputesKnownAt(tx, subject.id, at, today)).filter(isTold).map(disputeOut),
    inquiries: asked.purpose === 'own-request' ? await whoAsked(tx, Number(subject.id), asked) : null,
  };
  return { subjectId: Number(subject.id), body };
};

const unknownSubject = ({ identifier, subject, today }: Asked): Body => ({
  subject: {
    isKnown: false,
    kind: identifier.kind,
    name: subject.name ?? null,
    formerNames: [],
    identifiers: [{ type: identifier.type, code: maskCode(identifier.type, identifier.code) }],
    dissolvedOn: null,
  },
  sections: sectionsOf([], today),
  repairs: [],
  disputes: [],
  inquiries: null,
});

const shownCode = (type: string, asked: Identifier): string =>
  type === asked.type && isPersonIdentifier(asked.type) ? maskCode(asked.type, asked.code) : '******';

const MOST_INQUIRIES = 1000;
const whoAsked = async (tx: Db, subjectId: number, { today }: Asked) => {
  const kept = (await settingsOn(tx, today))('query-log.keep');
  return inquiriesAbout(tx, { subjectId, since: addYears(today, -kept), limit: MOST_INQUIRIES });
};

type Rows<F extends (...args: never[]) => Promise<readonly unknown[]>> = Awaited<ReturnType<F>>[number];
const repairOut = (row: Rows<typeof repairsKnownAt>) => ({
  id: Number(row.id),
  recordId: Number(row.recordId),
  state: row.state as ReportOut['repairs'][number]['state'],
  appliedOn: row.appliedOn,
  dueOn: row.dueOn,
});
const disputeOut = (row: Rows<typeof disputesKnownAt>) => ({
  id: Number(row.id),
  recordId: Number(row.recordId),
  state: row.state as ReportOut['disputes'][number]['state'],
  raisedOn: row.raisedOn,
  effect: row.effect as ReportOut['disputes'][number]['effect'],
  note: row.note,
});
