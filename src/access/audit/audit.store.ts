import { and, desc, eq, gte, lt } from 'drizzle-orm';
import { auditLines } from '../../platform/door/audit-line.table.ts';
import type { Db } from '../../platform/door/db.ts';
import { utcMillis } from '../../platform/door/utc-text.ts';
import { agencies } from '../agencies/agency.table.ts';

export type AuditQuery = {
  action?: string;
  agency?: string;
  subjectId?: number;
  from?: string;
  until?: string;
  before: number | null;
  limit: number;
};

export const listAuditLines = async (db: Db, query: AuditQuery) => {
  const { action, agency, subjectId, from, until, before, limit } = query;
  return db
    .select({
      id: auditLines.id,
      at: utcMillis(auditLines.at),
      agency: agencies.code,
      actor: auditLines.actor,
      action: auditLines.action,
      subjectId: auditLines.subjectId,
      about: auditLines.about,
      requestId: auditLines.requestId,
    })
    .from(auditLines)
    .leftJoin(agencies, eq(agencies.id, auditLines.agencyId))
    .where(
      and(
        before === null ? undefined : lt(auditLines.id, before),
        action === undefined ? undefined : eq(auditLines.action, action),
        agency === undefined ? undefined : eq(agencies.code, agency),
        subjectId === undefined ? undefined : eq(auditLines.subjectId, subjectId),
        from === undefined ? undefined : gte(auditLines.at, from),
        until === undefined ? undefined : lt(auditLines.at, until),
      ),
    )
    .orderBy(desc(auditLines.id))
    .limit(limit);
};
