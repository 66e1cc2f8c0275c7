-- What became of promises, verifications, questions and complaints, one line a step, so that each figure of the month can be opened and adds up.
-- A line names nobody, and no unit where that would tell of whom somebody complained: it stays when what it is about has been forgotten.
set local lock_timeout = '5s';

create table promise_moves (
  id bigint generated always as identity primary key,
  event text not null,
  no text not null,
  agency_id int references agencies (id),
  matter text,
  at timestamptz not null
);
create index promise_moves_in_time on promise_moves (at, event);
create trigger promise_moves_append_only before update or delete on promise_moves
  for each row execute function refuse_change();

insert into promise_moves (event, no, agency_id, matter, at)
select m.event, c.no, c.agency_id, c.matter, m.at
from commitments c
left join commitment_signatures s on s.commitment_no = c.no
cross join lateral (
  values ('commitment.draft', c.drafted_at),
    ('commitment.signed', s.at),
    (case when c.state not in ('draft', 'signed') then 'commitment.' || c.state end, c.moved_at)) m(event, at)
where m.event is not null and m.at is not null
order by m.at, c.no;
