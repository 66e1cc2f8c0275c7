-- A repair, dispute or appeal is about a record and its subject of that day: a row may give the record to another subject later,
-- and the case stays with the first. origin_id is the subject that the record was said of, whatever it was merged into since.
set local lock_timeout = '5s';

alter table repairs add column origin_id bigint references subjects (id);
alter table disputes add column origin_id bigint references subjects (id);
alter table appeals add column origin_id bigint references subjects (id);
-- Whom the record was said of when the case was begun, where a row gave it to another since; a merge is no such row.
update repairs c set origin_id = coalesce(
    (select v.subject_id from repair_steps s join record_versions v on v.record_id = c.record_id
        and v.known_from <= s.at and v.known_until > s.at
      where s.repair_id = c.id and v.subject_id not in (r.subject_id, coalesce(r.origin_id, r.subject_id))
      order by s.id, v.version limit 1),
    r.origin_id, r.subject_id)
  from records r where r.id = c.record_id;
update disputes c set origin_id = coalesce(
    (select v.subject_id from dispute_steps s join record_versions v on v.record_id = c.record_id
        and v.known_from <= s.at and v.known_until > s.at
      where s.dispute_id = c.id and v.subject_id not in (r.subject_id, coalesce(r.origin_id, r.subject_id))
      order by s.id, v.version limit 1),
    r.origin_id, r.subject_id)
  from records r where r.id = c.record_id;
update appeals c set origin_id = coalesce(
    (select v.subject_id from appeal_steps s join record_versions v on v.record_id = c.record_id
        and v.known_from <= s.at and v.known_until > s.at
      where s.appeal_id = c.id and v.subject_id not in (r.subject_id, coalesce(r.origin_id, r.subject_id))
      order by s.id, v.version limit 1),
    r.origin_id, r.subject_id)
  from records r where r.id = c.record_id;
alter table repairs alter column origin_id set not null;
alter table disputes alter column origin_id set not null;
alter table appeals alter column origin_id set not null;

-- The one to whom the record was given by mistake may have an open case, and so may the one to whom it belongs.
drop index repairs_one_open, disputes_one_open, appeals_one_open;
create unique index repairs_one_open on repairs (record_id, origin_id) where state in ('submitted', 'accepted');
create unique index disputes_one_open on disputes (record_id, origin_id) where state = 'open';
create unique index appeals_one_open on appeals (record_id, origin_id) where state in ('pending', 'stayed');

-- What was decided about a record, asked for each new row of a subject that is known: few records have it.
create index records_settled on records (subject_id)
  where state in ('repaired', 'archived') or appealed_at is not null or disputed_at is not null;
