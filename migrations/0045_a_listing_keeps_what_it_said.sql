-- What a listing said before each change of its words, so that an answer about then says what stood there then. Its states
-- are kept by listing_steps; a listing that was never changed has no row here.
set local lock_timeout = '5s';

create table listing_versions (
  listing_id bigint not null,
  known_until timestamptz not null,
  listed_on date,
  due_on date,
  measures_until date,
  measures_ended_on date,
  authority_name text not null,
  document_no text,
  reason text not null,
  primary key (listing_id, known_until)
);
