import { sql } from 'drizzle-orm';
import { integer, json, pgTable, text } from 'drizzle-orm/pg-core';
import { bytes, instant, int8, transactionId } from './columns.ts';

export const auditLines = pgTable('audit_lines', {
  id: int8('id').primaryKey().generatedAlwaysAsIdentity(),
  xid: transactionId('xid').notNull().default(sql`pg_current_xact_id()`),
  at: instant('at').notNull(),
  agencyId: integer('agency_id'),
  actor: text().notNull(),
  action: text().notNull(),
  subjectId: int8('subject_id'),
  about: json().notNull(),
  requestId: text('request_id'),
  digest: bytes('digest').notNull(),
});
