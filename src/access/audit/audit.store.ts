import { sql } from 'drizzle-orm';
import { type Db, rows } from '../../platform/door/db.ts';

export type AuditQuery = {
  action?: string;
  agency?: string;
  subjectId?: number;
  from?: string;
  until?: string;
  before: number | null;
  limit: number;
};

export const listAuditLines = (db: Db, query: AuditQuery) =>
  rows<{
    id: number;
    at: string;
    agency: string | null;
    actor: string;
    action: string;
    subjectId: number | null;
    about: unknown;
    requestId: string | null;
  }>(
    db,
    sql`select l.id, to_char(l.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, a.code as agency, l.actor, l.action,
        l.subject_id as "subjectId", l.about, l.request_id as "requestId"
      from audit_lines l left join agencies a on a.id = l.agency_id
      where (${query.before}::bigint is null or l.id < ${query.before}::bigint)
        and (${query.action ?? null}::text is null or l.action = ${query.action ?? null}::text)
        and (${query.agency ?? null}::text is null or a.code = ${query.agency ?? null}::text)
        and (${query.subjectId ?? null}::bigint is null or l.subject_id = ${query.subjectId ?? null}::bigint)
        and (${query.from ?? null}::timestamptz is null or l.at >= ${query.from ?? null}::timestamptz)
        and (${query.until ?? null}::timestamptz is null or l.at < ${query.until ?? null}::timestamptz)
      order by l.id desc limit ${query.limit}`,
  );
