-- Four clocks, each with its own day: publicity (records.published_until), list term (listings.due_on), measure term
-- (listings.measures_until) and retention (records.retained_until). The nightly jobs find what is over by these indexes.
-- uncorrected_at: the authority says that the behaviour still lasts; publicity_held_on: since when such a record has stood
-- past its longest publicity, for the authority to decide. Flags beside the state, never states.
set local lock_timeout = '5s';

alter table records
  add column uncorrected_at timestamptz,
  add column publicity_held_on date;
alter table listings add column measures_ended_on date;

-- One index serves both clocks of a record, and a feed pays for one.
create index records_next_due on records (
  (case when state = 'live' and publicity_held_on is null then least(published_until, retained_until) else retained_until end))
  where state <> 'archived';
create index listings_measures_due on listings (measures_until)
  where state = 'listed' and measures_until is not null and measures_ended_on is null;
