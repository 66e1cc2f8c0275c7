-- What each department owes for each notice: a receipt, and where measures are asked, an answer. A row is narrow and kept
-- beside the notice, so that boards and statistics never read bodies, and the relay writes nothing for it: a job reckons
-- it from the notice's number on, which is gapless per subscription.
set local lock_timeout = '5s';

create table duty_cursors (
  subscription_id uuid primary key references subscriptions (id) on delete cascade,
  seq bigint not null
);

-- Made from notices that name them already, so subscription and agency are not looked up a second time.
-- kind: 'inform' asks for a receipt only; 'execute' for an answer to each measure; 'lift' for a receipt of its own clock.
create table notice_duties (
  notice_id uuid primary key references notices (id) on delete cascade,
  subscription_id uuid not null,
  agency_id int not null,
  seq bigint not null,
  subject_id bigint not null,
  listing_id bigint not null,
  list text not null,
  kind text not null check (kind in ('inform', 'execute', 'lift')),
  asked int not null,
  opened_at timestamptz not null,
  receipt_count int not null,
  receipt_due_on date not null,
  feedback_count int,
  feedback_due_on date,
  is_due_provisional boolean not null default false,
  delivered_at timestamptz,
  signed_at timestamptz,
  executed int not null default 0,
  not_executed int not null default 0,
  not_applicable int not null default 0,
  answered_at timestamptz,
  lifted_at timestamptz,
  constraint notice_duties_execution_has_a_term check ((kind = 'execute') = (feedback_due_on is not null))
) with (fillfactor = 80);
create index notice_duties_of_listing on notice_duties (listing_id, subscription_id);
create index notice_duties_by_opening on notice_duties (opened_at);
create index notice_duties_unsigned on notice_duties (receipt_due_on, notice_id) where signed_at is null and lifted_at is null;
create index notice_duties_unanswered on notice_duties (feedback_due_on, notice_id)
  where kind = 'execute' and answered_at is null and lifted_at is null;
create index notice_duties_provisional on notice_duties (notice_id) where is_due_provisional;
create index deliveries_replayed on deliveries (subscription_id, first_seq) where kind = 'replay';

-- 案例反馈: what was done, how much it was about. A correction is a new row that names the one it takes the place of.
alter table feedback add column content text;
alter table feedback add column amount text check (length(amount) <= 20);
alter table feedback add column note text;
alter table feedback add column supersedes uuid references feedback (id);
alter table feedback disable trigger feedback_append_only;
update feedback f set supersedes = earlier.id from (
  select id as later, lag(id) over (partition by notice_id, measure order by at, id) as id from feedback) earlier
  where earlier.later = f.id and earlier.id is not null;
alter table feedback enable trigger feedback_append_only;
create unique index feedback_superseded_once on feedback (supersedes);
create unique index feedback_begins_once on feedback (notice_id, measure) where supersedes is null;

-- 督办函, numbered by the year without a hole. What it was issued about is kept as it was then; its
-- day is reckoned from due_from when it is shown.
create table supervision_letters (
  id uuid primary key,
  year int not null,
  number int not null,
  agency_id int not null references agencies (id),
  issuer text not null,
  issued_by text not null,
  issued_at timestamptz not null,
  demand text not null,
  items jsonb not null,
  due_from date not null,
  due_count int not null,
  unique (year, number)
);
create index supervision_letters_of_agency on supervision_letters (agency_id, issued_at);
create trigger supervision_letters_append_only before update or delete on supervision_letters
  for each row execute function refuse_change();

create table supervision_replies (
  id uuid primary key,
  letter_id uuid not null unique references supervision_letters (id),
  reply text not null,
  by text not null,
  at timestamptz not null
);
create trigger supervision_replies_append_only before update or delete on supervision_replies
  for each row execute function refuse_change();
