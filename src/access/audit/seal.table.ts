import { boolean, integer, pgTable, text } from 'drizzle-orm/pg-core';
import { bytes, instant, int8, transactionId } from '../../platform/door/columns.ts';

export const auditSeals = pgTable('audit_seals', {
  no: int8('no').primaryKey(),
  afterId: int8('after_id').notNull(),
  throughId: int8('through_id'),
  fromXid: transactionId('from_xid').notNull(),
  toXid: transactionId('to_xid').notNull(),
  lineCount: integer('line_count').notNull(),
  highestId: int8('highest_id').notNull(),
  previous: bytes('previous').notNull(),
  hash: bytes('hash').notNull(),
  isKeyed: boolean('is_keyed').notNull().default(false),
  sealedAt: instant('sealed_at').notNull(),
});

export const auditSegments = pgTable('audit_segments', {
  firstSeal: int8('first_seal').primaryKey(),
  epoch: integer().notNull(),
  openedAt: instant('opened_at').notNull(),
  openedBy: text('opened_by').notNull(),
});
