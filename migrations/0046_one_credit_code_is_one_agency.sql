-- A credit code is one agency's. An agency that was renamed hands it on with its succession, so only those without a successor
-- are compared. Where two held one code before, the first keeps it and the others are marked; /readyz tells of them until a
-- succession is recorded.
set local lock_timeout = '5s';

alter table agencies add column shares_code boolean not null default false;
update agencies a set shares_code = true
  where successor_id is null
    and exists (select 1 from agencies b where b.uscc = a.uscc and b.successor_id is null and b.id < a.id);
create unique index agencies_by_uscc on agencies (uscc) where successor_id is null and not shares_code;
