import { sql } from 'drizzle-orm';
import { type Db, json } from './db.ts';
import type { Actor } from './deps.ts';
import type { Permission } from './permissions.ts';

export type AuditLine = {
  at: Date;
  actor: Pick<Actor, 'by' | 'agency'>;
  requestId: string;
  action: Permission;
  about: { subjectId?: number | null } & Record<string, unknown>;
};

export const auditJson = (lines: readonly AuditLine[]): string =>
  json(
    lines.map(({ at, actor, requestId, action, about: { subjectId, ...about } }) => ({
      at: at.toISOString(),
      agency_id: actor.agency?.id ?? null,
      actor: actor.by,
      action,
      subject_id: subjectId ?? null,
      about,
      request_id: requestId,
    })),
  );

// The same text stands in act() and, as part of a larger statement, in the gathered check.
export const auditInsert = (
  parameter: string,
) => `insert into audit_lines (at, agency_id, actor, action, subject_id, about, request_id, digest)
  select l.at, l.agency_id, l.actor, l.action, l.subject_id, l.about, l.request_id,
         audit_digest(l.at, l.agency_id, l.actor, l.action, l.subject_id, l.about, l.request_id)
  from jsonb_to_recordset(${parameter}::text::jsonb)
    l(at timestamptz, agency_id int, actor text, action text, subject_id bigint, about jsonb, request_id text)`;

export const addAuditLines = async (tx: Db, lines: readonly AuditLine[]): Promise<void> => {
  const [before, after] = auditInsert('\u0000').split('\u0000');
  await tx.execute(sql`${sql.raw(before ?? '')}${auditJson(lines)}${sql.raw(after ?? '')}`);
};
