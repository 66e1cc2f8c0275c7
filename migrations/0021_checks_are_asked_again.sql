-- A check of the same subject and matter made again later. The earlier one stays as it was.
set local lock_timeout = '5s';

create table check_rechecks (
  check_no text primary key references checks (no),
  of_no text not null references checks (no),
  at timestamptz not null
);
create index check_rechecks_of on check_rechecks (of_no, at);
create trigger check_rechecks_append_only before update or delete on check_rechecks
  for each row execute function refuse_change();
