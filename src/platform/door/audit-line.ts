import { bound, columnSet, type Db, type Param } from './db.ts';
import type { Actor } from './deps.ts';
import type { Permission } from './permissions.ts';

export type AuditLine = {
  at: Date;
  actor: Pick<Actor, 'by' | 'agency'>;
  requestId: string;
  action: Permission;
  about: { subjectId?: number | null } & Record<string, unknown>;
};

const columns = {
  at: 'timestamptz',
  agency_id: 'int',
  actor: 'text',
  action: 'text',
  subject_id: 'bigint',
  about: 'json',
  request_id: 'text',
};

export const auditParams = (lines: readonly AuditLine[]): Param[] =>
  columnSet(columns).params(
    lines.map(({ at, actor, requestId, action, about: { subjectId, ...about } }) => ({
      at: at.toISOString(),
      agency_id: actor.agency?.id,
      actor: actor.by,
      action,
      subject_id: subjectId,
      about,
      request_id: requestId,
    })),
  );

// The same text stands in act() and, as the last part of a larger statement, in what is done together. first:
// its first parameter's number.
export const auditInsert = (first: number): string =>
  `insert into audit_lines (at, agency_id, actor, action, subject_id, about, request_id, digest)
    select x.*, audit_digest(x.at, x.agency_id, x.actor, x.action, x.subject_id, x.about, x.request_id)
    from ${columnSet(columns, first).from}`;

export const addAuditLines = async (tx: Db, lines: readonly AuditLine[]): Promise<void> => {
  await tx.execute(bound(auditInsert(1), auditParams(lines)));
};
