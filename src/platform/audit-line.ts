import { sql } from 'drizzle-orm';
import { columnAt, columnText, type Db, type Param } from './db.ts';
import type { Actor } from './deps.ts';
import type { Permission } from './permissions.ts';

export type AuditLine = {
  at: Date;
  actor: Pick<Actor, 'by' | 'agency'>;
  requestId: string;
  action: Permission;
  about: { subjectId?: number | null } & Record<string, unknown>;
};

export const auditParams = (lines: readonly AuditLine[]): Param[] => {
  const abouts = lines.map(({ about: { subjectId: _subjectId, ...rest } }) => rest);
  return [
    columnText(lines.map(({ at }) => at.toISOString())),
    columnText(lines.map(({ actor }) => actor.agency?.id)),
    columnText(lines.map(({ actor }) => actor.by)),
    columnText(lines.map(({ action }) => action)),
    columnText(lines.map(({ about }) => about.subjectId)),
    columnText(abouts),
    columnText(lines.map(({ requestId }) => requestId)),
  ];
};

// The same text stands in act() and, as the last part of a larger statement, in what is done together. first: its first parameter's number.
export const auditInsert = (first: number): string => {
  const column = (place: number, type: string) => columnAt(first + place, type);
  return `insert into audit_lines (at, agency_id, actor, action, subject_id, about, request_id, digest)
    select l.*, audit_digest(l.at, l.agency_id, l.actor, l.action, l.subject_id, l.about, l.request_id)
    from unnest(${column(0, 'timestamptz')}, ${column(1, 'int')}, ${column(2, 'text')}, ${column(3, 'text')}, ${column(4, 'bigint')},
      ${column(5, 'json')}, ${column(6, 'text')}) l(at, agency_id, actor, action, subject_id, about, request_id)`;
};

export const addAuditLines = async (tx: Db, lines: readonly AuditLine[]): Promise<void> => {
  await tx.execute(bound(auditInsert(1), auditParams(lines)));
};

// A statement with $1, $2 … as drizzle takes it inside a transaction.
export const bound = (text: string, params: readonly Param[]) =>
  sql.join(
    text
      .split(/\$(\d+)/)
      .map((piece, place) => (place % 2 === 0 ? sql.raw(piece) : sql`${params[Number(piece) - 1]}`)),
  );
