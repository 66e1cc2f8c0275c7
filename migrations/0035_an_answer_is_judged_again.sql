-- What comes to be known within the validity of a check may have made it different: a late row, a merge, a restoration. The
-- recall job reads the audit trail up to through (a transaction id) and judges again the checks within validity whose files
-- were touched. The check itself pays for none of it.
set local lock_timeout = '5s';

create table recall_positions (
  id int primary key default 1 check (id = 1),
  through xid8 not null
);
insert into recall_positions (through) values (pg_snapshot_xmin(pg_current_snapshot()));

-- Checks that wait to be judged again.
create table recall_dues (check_no text primary key);

-- The answer as it should have been; empty where a ground fell and nobody judged again.
alter table check_recalls add column outcome text;

-- What changed since a moment is found without an entry for each row.
create index records_by_known on records using brin (known_from) with (autosummarize = on);
create index listings_by_known on listings using brin (known_from) with (autosummarize = on);
