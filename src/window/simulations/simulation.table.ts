import { integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { dayColumn, instant, int8 } from '../../platform/door/columns.ts';

export const ruleSetSimulations = pgTable('rule_set_simulations', {
  id: uuid().primaryKey(),
  version: integer().notNull(),
  against: integer().notNull(),
  onDay: dayColumn('on_day').notNull(),
  at: instant('at').notNull(),
  subjectCount: integer('subject_count').notNull(),
  turnCount: integer('turn_count').notNull(),
  summary: jsonb().notNull(),
  by: text().notNull(),
  byName: text('by_name').notNull(),
});

export const ruleSetTurns = pgTable(
  'rule_set_turns',
  {
    simulationId: uuid('simulation_id').notNull(),
    subjectId: int8('subject_id').notNull(),
    outcomeBefore: text('outcome_before').notNull(),
    outcomeAfter: text('outcome_after').notNull(),
    codes: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.simulationId, t.subjectId] })],
);
