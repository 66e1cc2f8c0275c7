-- Promises (告知承诺书). The statement is the text that was rendered and signed; it and the name are sealed where they stand for
-- natural persons, the number is sealed beside them. A promise that was refused or taken back names nobody any longer.
set local lock_timeout = '5s';

create sequence commitment_sequence;

create table commitments (
  no text primary key,
  check_no text not null unique references checks (no),
  agency_id int not null references agencies (id),
  matter text not null,
  matter_edition int not null,
  matter_name text not null,
  commitment_text text not null,
  kind text not null check (kind in ('organisation', 'individual-business', 'person')),
  name text,
  shown_code text,
  statement text,
  sealed bytea,
  disclosure text not null,
  state text not null
    check (state in ('draft', 'signed', 'handled', 'verified', 'breached', 'refused', 'withdrawn')),
  made_on date not null,
  drafted_at timestamptz not null,
  drafted_by text not null,
  moved_at timestamptz not null,
  moved_by text not null,
  despite text,
  constraint commitments_undone_name_nobody check ((state in ('refused', 'withdrawn'))
    = (name is null and shown_code is null and statement is null and sealed is null))
);
create index commitments_of_agency on commitments (agency_id, drafted_at desc, no desc);
create index commitments_unsigned on commitments (made_on) where state = 'draft';
create index commitments_newest on commitments (drafted_at desc, no desc);

create table commitment_signatures (
  commitment_no text primary key references commitments (no),
  way text not null check (way in ('by-hand', 'electronic')),
  algorithm text check (algorithm in ('ecdsa-p256-sha256', 'sm2-sm3')),
  public_key text,
  signature text,
  sealed_scan bytea,
  media_type text check (media_type in ('image/jpeg', 'image/png')),
  at timestamptz not null,
  by text not null,
  constraint commitment_signatures_are_whole check (case way
    when 'electronic' then algorithm is not null and public_key is not null and signature is not null
      and sealed_scan is null and media_type is null
    else sealed_scan is not null and media_type is not null and algorithm is null and public_key is null
      and signature is null end)
);

-- One link a promise: a new one ends the last.
create table commitment_links (
  code_hash text primary key,
  commitment_no text not null unique references commitments (no),
  expires_at timestamptz not null
);

-- A record that the registry writes of a promise is nobody's to leave out: an agency's whole list does not know it.
create table kept_records (record_id bigint primary key references records (id));
