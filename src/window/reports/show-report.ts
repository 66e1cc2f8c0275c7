import { reaches, seesFallen } from '../../access/reach.rules.ts';
import { dayOf } from '../../kernel/day.ts';
import { Problem } from '../../kernel/problems.ts';
import { look } from '../../platform/door/act.ts';
import type { Db } from '../../platform/door/db.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { notifiedOfSubject } from '../../registry/listings/prior-notice.store.ts';
import { type ReportBody, reportPurpose, stillShown } from './report.rules.ts';
import { ReportOut } from './report.schema.ts';
import { factsOfRecords, findReport } from './report.store.ts';
import { recordsIn } from './report-sections.rules.ts';

// The report as it was handed out, without what has fallen since; only the auditor sees the stored whole.
export const showReport = (ctx: Ctx, no: string): Promise<ReportOut> =>
  look(ctx, 'report.show', async (tx) => {
    const row = await findReport(tx, no);
    if (!row || !reaches(ctx.actor, 'report.show', row.agencyId)) throw new Problem('report.unknown');
    const kept = JSON.parse(await ctx.vault.openText(row.sealed, reportPurpose(no))) as {
      dataVersion: string;
      body: ReportBody;
    };
    const today = dayOf(ctx.clock.now());
    const body = seesFallen(ctx.actor)
      ? kept.body
      : stillShown(kept.body, await standingFacts(tx, kept.body, { subjectId: row.subjectId, today }), today);
    return {
      value: ReportOut.parse({
        no,
        madeAt: row.madeAt,
        dataVersion: kept.dataVersion,
        verifyUrl: `${ctx.config.publicUrl}/public/reports/${no}?code=${row.verifyCode}`,
        agency: row.agencyName,
        purpose: row.purpose,
        caseNo: row.caseNo,
        ...body,
      }),
      audit: { subjectId: row.subjectId, no, purpose: row.purpose, caseNo: row.caseNo },
    };
  });

// Only a report that a subject asked for itself can hold what it was notified of.
const standingFacts = async (
  tx: Db,
  body: ReportBody,
  { subjectId, today }: { subjectId: number | null; today: string },
) => {
  const asked = subjectId !== null && body.notified && body.notified.length > 0;
  const notified = asked ? await notifiedOfSubject(tx, subjectId) : [];
  return {
    records: await factsOfRecords(tx, recordsIn(body), today),
    notified: new Set(notified.map(({ id }) => id)),
  };
};
