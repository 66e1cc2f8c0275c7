import { type Day, dayOf } from '../../kernel/day.ts';
import { type Identifier, maskCode } from '../../kernel/identifiers.ts';
import { calendarIn } from '../../law/calendar/calendar.store.ts';
import { findCatalog } from '../../law/catalogs/catalog-list.ts';
import { settingsOn } from '../../law/rulebook/rulebook.store.ts';
import { act, permit } from '../../platform/door/act.ts';
import type { Db } from '../../platform/door/db.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { spendLookIn } from '../../platform/door/spend-looks.ts';
import { assureIndex } from '../../platform/keys/assure-index.ts';
import { sha256Hex } from '../../platform/keys/hash.ts';
import { priorNoticeOut } from '../../registry/listings/prior-notice.rules.ts';
import { notifiedOfSubject } from '../../registry/listings/prior-notice.store.ts';
import { identified } from '../../registry/subjects/identified.rules.ts';
import { lookupsOf } from '../../registry/subjects/subject-lookup.ts';
import { assureGround } from '../authorisations/assure-ground.ts';
import { assureProof } from '../authorisations/assure-proof.ts';
import { assureCase } from '../checks/asked-case.rules.ts';
import { shownCode } from '../credit-files/file.rules.ts';
import { assureSame, findCreditFiles } from '../credit-files/file.store.ts';
import type { FileAppeal, FileDispute, FileRepair, FoundFile } from '../credit-files/file-parts.ts';
import { inquiriesAbout } from './inquiry.store.ts';
import {
  inquiriesFrom,
  type NotifiedItem,
  newReportNo,
  newVerifyCode,
  type ReportBody,
  reportPurpose,
} from './report.rules.ts';
import type { ReportIn, ReportOut } from './report.schema.ts';
import { factsOfSubject, insertReport } from './report.store.ts';
import { recordsIn, sectionsOf } from './report-sections.rules.ts';

type Body = ReportBody<
  ReportOut['repairs'][number],
  ReportOut['disputes'][number],
  ReportOut['appeals'][number]
>;

// The public-credit report of a subject, kept under seal as it was handed out. A subject that the registry
// does not know gets one too: it says everywhere that there is no such record.
// Errors: subject.identifier (422, never echoing a person's number).
export const makeReport = async (ctx: Ctx, input: ReportIn) => {
  const now = ctx.clock.now();
  const today = dayOf(now);
  permit(ctx, 'report.make');
  const identifier = identified(input.subject, today);
  assureCase(input);
  await assureProof(ctx, input);
  const asked = { ...input, identifier, today, at: now.toISOString() };
  const lookups = lookupsOf(ctx.vault, identifier);
  await assureGround(ctx, input, lookups);
  const [[file]] = await Promise.all([
    findCreditFiles(ctx.statement, [{ lookups, at: asked.at }], today),
    assureIndex(ctx),
  ]);
  if (file) assureSame(file, lookups);
  return act(ctx, 'report.make', async (tx) => {
    await spendLookIn(tx, ctx, input.purpose);
    const { subjectId, body } = await drawUp(tx, file, asked);
    const [no, verifyCode] = [newReportNo(today, ctx.randomBytes(8)), newVerifyCode(ctx.randomBytes(10))];
    const digest = sha256Hex(JSON.stringify(body)).slice(0, 12);
    const dataVersion = `${asked.at.slice(0, 19).replace(/\D/g, '')}-${digest}`;
    await insertReport(tx, {
      no,
      verifyCode,
      agencyId: ctx.actor.agency?.id ?? 0,
      actor: ctx.actor.by,
      subjectId,
      purpose: input.purpose,
      caseNo: input.caseNo ?? null,
      madeAt: asked.at,
      sealed: await ctx.vault.seal(
        JSON.stringify({ dataVersion, body: { ...body, identityProof: input.identityProof } }),
        reportPurpose(no),
      ),
    });
    const verifyUrl = `${ctx.config.publicUrl}/public/reports/${no}?code=${verifyCode}`;
    return {
      value: { no, madeAt: asked.at, dataVersion, verifyUrl },
      audit: { subjectId, no, ...whyAsked(input) },
      events: [],
    };
  });
};

const whyAsked = ({ purpose, caseNo, identityProof, authorisation }: ReportIn) => ({
  purpose,
  caseNo: caseNo ?? null,
  ...(authorisation ? { authorisation } : {}),
  ...(identityProof ? { identityProof } : {}),
});

type ReportOrder = ReportIn & { identifier: Identifier; today: Day; at: string };

const drawUp = async (
  tx: Db,
  file: FoundFile | undefined,
  asked: ReportOrder,
): Promise<{ subjectId: number | null; body: Body }> => {
  const subject = file?.subject;
  if (!subject) return { subjectId: null, body: unknownSubject(asked) };
  const sections = sectionsOf(await factsOfSubject(tx, subject.id, asked.today), asked.today);
  const reported = new Set(recordsIn({ sections }));
  const isReported = ({ recordId }: { recordId: number }) => reported.has(recordId);
  const body = {
    subject: {
      isKnown: true,
      kind: subject.kind,
      name: subject.name,
      formerNames: subject.formerNames,
      identifiers: subject.identifiers.map((one) => ({
        type: one.type as Identifier['type'],
        code: shownCode(one, asked.identifier),
      })),
      dissolvedOn: subject.dissolvedOn,
    },
    sections,
    repairs: file.repairs.filter(isReported).map(reportedRepair),
    disputes: file.disputes.filter(isReported).map(reportedDispute),
    appeals: file.appeals.filter(isReported).map(reportedAppeal),
    ...(asked.purpose === 'own-request' ? await forThemselves(tx, subject.id, asked) : forOthers),
  };
  return { subjectId: subject.id, body };
};

const unknownSubject = ({ identifier, subject, today }: ReportOrder): Body => ({
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
  appeals: [],
  ...forOthers,
});

const forOthers = { notified: null, inquiries: null };
const forThemselves = async (tx: Db, subjectId: number, asked: ReportOrder) => ({
  notified: await notifiedAbout(tx, subjectId, asked.today),
  inquiries: await whoAsked(tx, subjectId, asked),
});

// Basis: 国办发〔2020〕49号（列入前告知并听取陈述申辩）；个人信息保护法第四十五条
const notifiedAbout = async (tx: Db, subjectId: number, today: Day): Promise<NotifiedItem[]> => {
  const found = await notifiedOfSubject(tx, subjectId);
  if (found.length === 0) return [];
  const calendar = await calendarIn(tx);
  return found.map((row) => {
    const { documentNo, basis, notifiedOn, statementsUntil } = priorNoticeOut(row, { calendar, today });
    return {
      listing: row.id,
      list: findCatalog(row.list)?.name ?? row.list,
      authority: row.authorityName,
      documentNo,
      reason: row.reason,
      basis,
      notifiedOn,
      statementsUntil: statementsUntil.on,
    };
  });
};

const MOST_INQUIRIES = 1000;
const whoAsked = async (tx: Db, subjectId: number, { today }: ReportOrder) => {
  const kept = (await settingsOn(tx, today))('query-log.keep');
  return inquiriesAbout(tx, { subjectId, since: inquiriesFrom(today, kept), limit: MOST_INQUIRIES });
};

const reportedRepair = ({ id, recordId, state, appliedOn, dueOn }: FileRepair) => ({
  id,
  recordId,
  state: state as ReportOut['repairs'][number]['state'],
  appliedOn,
  dueOn,
});
const reportedDispute = ({ id, recordId, state, raisedOn, effect, note }: FileDispute) => ({
  id,
  recordId,
  state: state as ReportOut['disputes'][number]['state'],
  raisedOn,
  effect: effect as ReportOut['disputes'][number]['effect'],
  note,
});
const reportedAppeal = ({
  id,
  recordId,
  state,
  kind,
  authority,
  caseNo,
  startedOn,
  endedOn,
}: FileAppeal) => ({
  id,
  recordId,
  kind: kind as ReportOut['appeals'][number]['kind'],
  state: state as ReportOut['appeals'][number]['state'],
  authority,
  caseNo,
  startedOn,
  endedOn,
});
