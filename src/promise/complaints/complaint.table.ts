import { boolean, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { bytes, dayColumn, instant } from '../../platform/door/columns.ts';
import type { ComplaintEvent, ComplaintKind, ComplaintState, ComplaintWay } from './complaint.rules.ts';

// The words, the unit named in them and the contact stand sealed; nothing of them is searched.
export const complaints = pgTable('complaints', {
  no: text().primaryKey(),
  codeHash: text('code_hash').notNull(),
  way: text().$type<ComplaintWay>().notNull(),
  kind: text().$type<ComplaintKind>().notNull(),
  sealed: bytes('sealed').notNull(),
  state: text().$type<ComplaintState>().notNull(),
  // The unit that was asked.
  agencyId: integer('agency_id'),
  // The body outside the registry to which it went.
  handedTo: text('handed_to'),
  receivedAt: instant('received_at').notNull(),
  receivedBy: text('received_by').notNull(),
  dueFrom: dayColumn('due_from'),
  dueCount: integer('due_count'),
  dueOn: dayColumn('due_on'),
  isDueProvisional: boolean('is_due_provisional').notNull().default(false),
  movedAt: instant('moved_at').notNull(),
  movedBy: text('moved_by').notNull(),
});

// place: the first is 1; it also numbers the letter that the step sends.
export const complaintSteps = pgTable(
  'complaint_steps',
  {
    complaintNo: text('complaint_no').notNull(),
    place: integer().notNull(),
    step: text().$type<ComplaintEvent | 'file'>().notNull(),
    toState: text('to_state').$type<ComplaintState>().notNull(),
    sealedNote: bytes('sealed_note'),
    // To whom the step's letter goes, and until when it may be answered.
    addressee: text(),
    dueOn: dayColumn('due_on'),
    isLate: boolean('is_late').notNull(),
    agency: text(),
    byName: text('by_name').notNull(),
    at: instant('at').notNull(),
    actor: text().notNull(),
  },
  ({ complaintNo, place }) => [primaryKey({ columns: [complaintNo, place] })],
);
