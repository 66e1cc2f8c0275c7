import { integer, jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import { instant, int8 } from '../../platform/door/columns.ts';
import type { DrawnStratum, UnitOfficers } from './sample.rules.ts';

export const verificationDraws = pgTable('verification_draws', {
  no: text().primaryKey(),
  seed: text().notNull(),
  afterSeq: int8('after_seq').notNull(),
  throughSeq: int8('through_seq').notNull(),
  strata: jsonb().$type<DrawnStratum[]>().notNull(),
  officers: jsonb().$type<UnitOfficers[]>().notNull(),
  drawn: integer().notNull(),
  digest: text().notNull(),
  at: instant('at').notNull(),
  by: text().notNull(),
});
