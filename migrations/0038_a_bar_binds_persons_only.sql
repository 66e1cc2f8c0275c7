-- Some measures bind natural persons only: the listing of a firm asks for none of them. What stands keeps asking as it did;
-- the edition that the next start brings says which.
set local lock_timeout = '5s';

alter table measures add column persons_only boolean not null default false;
