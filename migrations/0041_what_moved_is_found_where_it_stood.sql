-- Asked as of an instant, a record stands in the file that it was said of then.
set local lock_timeout = '5s';

create index record_versions_of_subject on record_versions (subject_id);
