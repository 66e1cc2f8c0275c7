-- A decision that was revoked, or deleted by an upheld dispute, does not return by an upload of the same decision about the
-- same subject: who ended it, when and by which document is kept here until a restoration.
-- subject_id is the origin, as in 0013: a merge needs no second row. document_key is the folded number
-- (registry/records/fallen-decision.rules.ts). A decision that never had a number is known by its source number only.
set local lock_timeout = '5s';

create table fallen_decisions (
  id bigint generated always as identity primary key,
  catalog text not null,
  agency_id int not null references agencies (id),
  source_no text not null,
  record_id bigint not null references records (id),
  subject_id bigint not null references subjects (id),
  authority_uscc text,
  document_key text,
  ended_by text not null,
  ended_on date not null,
  document_no text,
  at timestamptz not null,
  actor text not null,
  restored_at timestamptz
);
create unique index fallen_decisions_once on fallen_decisions (record_id, subject_id) where restored_at is null;
create index fallen_decisions_by_source_no on fallen_decisions (catalog, source_no) where restored_at is null;
create index fallen_decisions_by_document on fallen_decisions (catalog, document_key) where restored_at is null;

-- Which fallen decision a held row would bring back. Without a foreign key: every imported row would pay for its check.
alter table records add column fallen_id bigint;
