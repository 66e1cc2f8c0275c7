import { integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { bytes, instant } from './columns.ts';

export const idempotencyKeys = pgTable(
  'idempotency_keys',
  {
    agencyId: integer('agency_id').notNull(),
    key: text().notNull(),
    requestHash: text('request_hash').notNull(),
    answer: bytes('answer').notNull(),
    // Null: kept by an earlier release.
    actor: text(),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.agencyId, t.key] })],
);
