-- A relation stands until a registration names another person. from_on: the day of the latest registration that names
-- this one; empty where only other records do.
set local lock_timeout = '5s';

alter table subject_links add column from_on date, add column until_on date;
