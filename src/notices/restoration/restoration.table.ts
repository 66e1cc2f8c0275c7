import { integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { instant, int8 } from '../../platform/door/columns.ts';

export const restorations = pgTable('restorations', {
  epoch: integer().primaryKey(),
  at: instant('at').notNull(),
  by: text().notNull(),
  knownUntil: instant('known_until'),
  raisedBy: int8('raised_by').notNull(),
  listingCount: integer('listing_count').notNull(),
});

export const forgottenNumbers = pgTable(
  'forgotten_numbers',
  {
    subscriptionId: uuid('subscription_id').notNull(),
    knownSeq: int8('known_seq').notNull(),
    nextSeq: int8('next_seq').notNull(),
    seenSeq: int8('seen_seq'),
    seenAt: instant('seen_at'),
  },
  (t) => [primaryKey({ columns: [t.subscriptionId, t.knownSeq] })],
);
