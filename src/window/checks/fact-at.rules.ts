import { wasBearersCase } from '../../registry/subjects/case-bearer.rules.ts';
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
    where c.record_id = r.id and st.to_state in ('pending', 'stayed') and ${wasBearersCase('c', 'r', at)}
    order by c.id desc limit 1)`;

/**
 * Joins the words of listing c (w) and of its record (v) as they stood at that instant; none where they say
 * the same today. A change before listings kept their versions is known by its record's.
 */
export const listingWordsAt = (at: string): string => `
    left join lateral (select v.decided_on, v.published_until, v.document_no from record_versions v
      where v.record_id = c.record_id and v.known_from <= ${at} and v.known_until > ${at} limit 1) v on true
    left join lateral (select w.* from listing_versions w
      where w.listing_id = c.id and w.known_until > ${at} order by w.known_until limit 1) w on true`;

/** A column of listing c as it stood then, beside listingWordsAt. */
export const listingSaid = (column: string, otherwise = `c.${column}`): string =>
  `case when w.listing_id is not null then w.${column} else ${otherwise} end`;

export const listingDaysThen = `
  'documentNo', ${listingSaid('document_no', 'case when v.decided_on is null then c.document_no else v.document_no end')},
  'listedOn', ${listingSaid('listed_on', 'coalesce(v.decided_on, c.listed_on)')},
  'dueOn', ${listingSaid(
    'due_on',
    `case when v.decided_on is null or c.kind <> 'severe' then c.due_on else v.published_until end`,
  )}`;

// A correction may name another subject. A merge that was undone since was none: its records count as they do
// today.
const fileAt = (at: string) => `case when r.known_from <= ${at} then r.subject_id else coalesce((
    select case when exists (select 1 from subject_merges m where m.survivor_id = v.subject_id
        and m.absorbed_id = coalesce(r.origin_id, r.subject_id) and m.at <= ${at} and m.undone_at > ${at})
      then r.subject_id else coalesce(w.merged_into, w.id) end
    from record_versions v join subjects w on w.id = v.subject_id where v.record_id = r.id
      and v.known_from <= ${at} and v.known_until > ${at} limit 1), r.subject_id) end`;

/** The records of a file as they stood at that instant, also those that a correction has moved to another file since. */
export const recordsOfFileAt = (file: string, at: string): string => `(
    select r.* from (
      select y.id from records y where y.subject_id = ${file}
      union
      select v.record_id from record_versions v where v.known_from <= ${at} and v.known_until > ${at}
        and v.subject_id in (select ${file} union all select m.id from subjects m where m.merged_into = ${file})) y
    join records r on r.id = y.id where ${fileAt(at)} = ${file} offset 0)`;
