-- Complaints (投诉举报). What was said is sealed, and so is what each step says; only the digest of the code is kept by which
-- somebody follows a complaint, and nothing tells who that is.
set local lock_timeout = '5s';

create table complaints (
  no text primary key,
  code_hash text not null,
  way text not null check (way in ('web', 'hotline', 'api')),
  kind text not null
    check (kind in ('proof-demanded', 'promise-refused', 'false-promise', 'misuse', 'conduct', 'other')),
  sealed bytea not null,
  state text not null
    check (state in ('received', 'accepted', 'forwarded', 'asked', 'answered', 'found', 'unfounded', 'ordered',
      'reported', 'mended', 'transferred')),
  agency_id int references agencies (id),
  handed_to text,
  received_at timestamptz not null,
  received_by text not null,
  due_from date,
  due_count int,
  due_on date,
  is_due_provisional boolean not null default false,
  moved_at timestamptz not null,
  moved_by text not null,
  constraint complaints_closed_wait_for_nobody check (
    (state in ('forwarded', 'unfounded', 'mended', 'transferred')) = (due_on is null)),
  constraint complaints_asked_have_a_unit check (
    state not in ('asked', 'answered', 'found', 'ordered', 'reported', 'mended') or agency_id is not null)
);
create index complaints_by_due on complaints (coalesce(due_on, '9999-12-31'::date), no);
create index complaints_of_agency on complaints (agency_id, due_on) where agency_id is not null;

create table complaint_steps (
  complaint_no text not null references complaints (no),
  place int not null,
  step text not null
    check (step in ('file', 'accept', 'forward', 'ask', 'answer', 'find', 'dismiss', 'order', 'report', 'mend',
      'transfer')),
  to_state text not null,
  sealed_note bytea,
  addressee text,
  due_on date,
  is_late boolean not null,
  agency text,
  by_name text not null,
  at timestamptz not null,
  actor text not null,
  primary key (complaint_no, place)
);
create index complaint_steps_by_time on complaint_steps (at);

-- Field agents (网格员): a visit for a verification, or a lead. The words, the place and the picture are sealed.
create table field_reports (
  id uuid primary key,
  agency_id int not null references agencies (id),
  kind text not null check (kind in ('visit', 'lead')),
  verification_no text,
  finding text check (finding in ('true', 'untrue', 'unclear')),
  sealed bytea not null,
  sealed_picture bytea,
  media_type text check (media_type in ('image/jpeg', 'image/png')),
  seen_at timestamptz not null,
  made_at timestamptz not null,
  made_by text not null,
  by_name text not null,
  constraint field_reports_visits_find_something check (
    (kind = 'visit') = (verification_no is not null and finding is not null)),
  constraint field_reports_pictures_are_whole check ((sealed_picture is null) = (media_type is null))
);
create index field_reports_of_agency on field_reports (agency_id, id);
