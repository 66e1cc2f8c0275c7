import { boolean, integer, pgTable, text } from 'drizzle-orm/pg-core';
import { dayColumn, instant } from '../../platform/door/columns.ts';

export const agencies = pgTable('agencies', {
  id: integer().primaryKey().generatedAlwaysAsIdentity(),
  code: text().notNull(),
  name: text().notNull(),
  uscc: text().notNull(),
  region: text().notNull().default('000000'),
  roles: text().array().notNull().default([]),
  catalogs: text().array().notNull().default([]),
  validFrom: dayColumn('valid_from').notNull(),
  validUntil: dayColumn('valid_until'),
  successorId: integer('successor_id'),
  createdAt: instant('created_at').notNull(),
  // Held one code with another before that was refused.
  sharesCode: boolean('shares_code').notNull().default(false),
});

// The columns of an agency `a` that make an AgencyRow, for a prepared statement: on
// Workers it may give no arrays.
export const actorColumns = `a.id, a.code, a.name, a.uscc, a.region, to_jsonb(a.roles) as roles,
  to_jsonb(a.catalogs) as catalogs, a.valid_from as "validFrom", a.valid_until as "validUntil"`;
