import { integer, jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import type { RecordClass } from '../../law/catalogs/catalog.ts';
import { dayColumn, instant, int8 } from '../../platform/door/columns.ts';
import type { Applicant } from '../cases/case.rules.ts';
import { stepColumns, termColumns } from '../cases/case-columns.ts';
import type { RepairState } from './repair.rules.ts';
import type { Material } from './repair-materials.rules.ts';

export const repairs = pgTable('repairs', {
  id: int8('id').primaryKey().generatedAlwaysAsIdentity(),
  recordId: int8('record_id').notNull(),
  originId: int8('origin_id').notNull(),
  listingId: int8('listing_id'),
  agencyId: integer('agency_id').notNull(),
  applicant: text().$type<Applicant>().notNull(),
  state: text().$type<RepairState>().notNull(),
  rule: integer().notNull(),
  class: text().$type<RecordClass>().notNull(),
  possibleFrom: dayColumn('possible_from').notNull(),
  appliedOn: dayColumn('applied_on').notNull(),
  reason: text().notNull(),
  materials: jsonb().$type<Material[]>().notNull(),
  ...termColumns,
  grantedAt: instant('granted_at'),
  awaiting: jsonb().$type<string[]>().notNull().default([]),
  restoredOn: dayColumn('restored_on'),
  removalGround: text('removal_ground'),
  correctedOn: dayColumn('corrected_on'),
});

export const repairSteps = pgTable('repair_steps', {
  id: int8('id').primaryKey().generatedAlwaysAsIdentity(),
  repairId: int8('repair_id').notNull(),
  ...stepColumns,
});
