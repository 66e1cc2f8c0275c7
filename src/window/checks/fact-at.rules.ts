import { appealObjectSql } from './appeal-fact.rules.ts';

/** Whether a removal waited at that instant, whatever became of it since; SQL over a record r. */
export const heldAt = (at: string): string => `case when r.known_from <= ${at} then r.held_removal is not null
    else exists (select 1 from record_versions v where v.record_id = r.id and v.known_from <= ${at}
      and v.known_until > ${at} and v.held_removal is not null) end`;

const appealThen = appealObjectSql(
  'c',
  "st.to_state = 'stayed'",
  '(select t.document_no from appeal_steps t where t.id = st.stay_id)',
);

/** The appeal that was open at that instant, with the document of its stay then; SQL over a record r. */
export const appealAt = (at: string): string => `(select ${appealThen}
    from appeals c cross join lateral (select s.to_state, s.id as stay_id from appeal_steps s
      where s.appeal_id = c.id and s.at <= ${at} order by s.id desc limit 1) st
    where c.record_id = r.id and st.to_state in ('pending', 'stayed') order by c.id desc limit 1)`;

/** The words of the record of listing c at that instant, where it says something else today. */
export const versionAt = (at: string): string => `(select v.decided_on, v.published_until, v.document_no
    from record_versions v where v.record_id = c.record_id and v.known_from <= ${at} and v.known_until > ${at}
      limit 1)`;

/** The days of a listing c as its record gave them then; the listing holds those of today. */
export const listingDaysAt = (version: string): string => `
  'documentNo', case when ${version}.decided_on is null then c.document_no else ${version}.document_no end,
  'listedOn', coalesce(${version}.decided_on, c.listed_on),
  'dueOn', case when ${version}.decided_on is null or c.kind <> 'severe' then c.due_on
    else ${version}.published_until end`;
