import { sql } from 'drizzle-orm';
import { type Db, json } from './db.ts';

export type AgencyTopic = 'credit.assistance.asked' | 'credit.assistance.answered';

// One shape for all that an office is told beyond listings: whoever renders it knows no room. place: where the
// whole is found, beneath /api/v1 and beneath /desk. Nobody's number and no person's name stands in it.
export type AgencyEventContent = {
  state: string;
  title: string;
  text: string;
  dueOn: string | null;
  place: string;
};
export type NewAgencyEvent = {
  agencyId: number;
  topic: AgencyTopic;
  subject: string;
  content: AgencyEventContent;
};

// The caller's transaction holds what an event is about, so that its numbers follow each other.
export const addAgencyEvents = async (tx: Db, at: Date, events: readonly NewAgencyEvent[]): Promise<void> => {
  if (events.length === 0) return;
  await tx.execute(sql`insert into agency_events (agency_id, topic, subject, subject_seq, content, at)
    select e."agencyId", e.topic, e.subject,
      row_number() over (partition by e.subject order by e.nth) + coalesce((
        select max(o.subject_seq) from agency_events o where o.subject = e.subject), 0),
      e.content, ${at.toISOString()}::timestamptz
    from (
      select x.*, row_number() over () as nth
      from jsonb_to_recordset(${json(events)}::text::jsonb)
        x("agencyId" int, topic text, subject text, content jsonb)) e
    order by e.nth`);
};
