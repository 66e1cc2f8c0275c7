import { sql } from 'drizzle-orm';
import { pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { bytes, instant, int8 } from '../../platform/door/columns.ts';

export const staffFactors = pgTable('staff_factors', {
  staffId: uuid('staff_id').primaryKey(),
  sealed: bytes('sealed').notNull(),
  lastStep: int8('last_step').notNull(),
  enrolledAt: instant('enrolled_at').notNull(),
});

export const staffRecoveryCodes = pgTable(
  'staff_recovery_codes',
  { staffId: uuid('staff_id').notNull(), codeHash: text('code_hash').notNull() },
  (t) => [primaryKey({ columns: [t.staffId, t.codeHash] })],
);

export const signInSteps = pgTable('sign_in_steps', {
  tokenHash: text('token_hash').primaryKey(),
  staffId: uuid('staff_id').notNull(),
  kind: text().$type<StepKind>().notNull(),
  sealed: bytes('sealed'),
  validUntil: instant('valid_until').notNull().default(sql`now() + interval '10 minutes'`),
});

export type StepKind = 'second-factor' | 'second-factor-setup' | 'password' | 'enrolment';
