-- Outbox and delivery (push.md §5, variant B). An event is written in the act's transaction with its subject_seq;
-- the relay numbers notices per subscription after commit; delivery lanes keep strict order per subject.
set local lock_timeout = '5s';

create table subject_streams (
  subject_id bigint primary key references subjects (id),
  last_seq bigint not null
);

create table events (
  id bigint generated always as identity primary key,
  subject_id bigint not null,
  subject_seq bigint not null,
  topic text not null,
  payload jsonb not null,
  at timestamptz not null,
  relayed_at timestamptz,
  unique (subject_id, subject_seq)
);
create index events_to_relay on events (id) where relayed_at is null;

-- opened_with: events that were committed but not yet relayed when the subscription took its opening state; the relay
-- skips them, since their effect is in that state already.
create table subscriptions (
  id uuid primary key,
  agency_id int not null references agencies (id),
  name text not null,
  filter jsonb not null,
  schedule jsonb not null,
  endpoint_url text,
  state text not null check (state in ('pending', 'active', 'paused', 'disabled')),
  pause_reason text,
  identity_basis text,
  opened_with jsonb not null default '[]',
  last_seq bigint not null default 0,
  acked_seq bigint not null default 0,
  fail_streak int not null default 0,
  failing_since timestamptz,
  breaker_open_until timestamptz,
  breaker_trips int not null default 0,
  verified_at timestamptz,
  created_at timestamptz not null,
  removed_at timestamptz
);
create index subscriptions_of_agency on subscriptions (agency_id);

create table subscription_secrets (
  id uuid primary key,
  subscription_id uuid not null references subscriptions (id) on delete cascade,
  sealed bytea not null,
  valid_from timestamptz not null,
  valid_until timestamptz
);
create index subscription_secrets_of_subscription on subscription_secrets (subscription_id);

-- A lane has at most one head ('ready' or 'leased'); its row is the lane's lock: the relay locks it before it adds,
-- a completion holds it while it ends. Lane = subject; 0 = digests; -1 = pings; -2 = replays.
create table deliveries (
  id uuid primary key,
  subscription_id uuid not null references subscriptions (id) on delete cascade,
  lane bigint not null,
  kind text not null check (kind in ('notice', 'digest', 'ping', 'replay')),
  first_seq bigint not null,
  last_seq bigint not null,
  state text not null check (state in ('queued', 'ready', 'leased', 'delivered', 'dead', 'superseded')),
  urgent boolean not null default false,
  due_at timestamptz not null,
  attempt int not null default 0,
  lease_token uuid,
  lease_until timestamptz,
  created_at timestamptz not null,
  ended_at timestamptz
) with (fillfactor = 80);
create index deliveries_ready on deliveries (subscription_id, due_at, first_seq) where state = 'ready' and kind <> 'ping';
create index deliveries_pings on deliveries (due_at) where state = 'ready' and kind = 'ping';
create index deliveries_leased on deliveries (subscription_id, lease_until) where state = 'leased';
create index deliveries_open on deliveries (subscription_id, lane, first_seq) where state in ('queued', 'ready', 'leased');
create index deliveries_of_subscription on deliveries (subscription_id, id);

create table notices (
  id uuid primary key,
  subscription_id uuid not null references subscriptions (id) on delete cascade,
  seq bigint not null,
  event_id bigint not null references events (id),
  subject_id bigint not null,
  subject_seq bigint not null,
  listing_id bigint,
  type text not null,
  is_initial boolean not null default false,
  body text,
  sealed_body bytea,
  measures jsonb not null,
  delivery_id uuid references deliveries (id),
  superseded_by uuid references notices (id),
  signed_at timestamptz,
  signed_by text,
  created_at timestamptz not null,
  unique (subscription_id, seq),
  unique (subscription_id, event_id),
  constraint notices_plain_or_sealed check ((body is null) <> (sealed_body is null))
);
create index notices_of_listing on notices (subscription_id, listing_id);
create index notices_of_delivery on notices (delivery_id);
create index notices_waiting on notices (subscription_id, seq) where delivery_id is null and superseded_by is null;

create table delivery_attempts (
  id bigint generated always as identity primary key,
  delivery_id uuid not null,
  subscription_id uuid not null,
  attempt int not null,
  at timestamptz not null,
  took_ms int not null,
  status int,
  fault text,
  response_excerpt text
);
create index delivery_attempts_of_delivery on delivery_attempts (delivery_id, attempt);
create index delivery_attempts_by_time on delivery_attempts using brin (at);
create trigger delivery_attempts_append_only before update or delete on delivery_attempts
  for each row execute function refuse_change();

create table feedback (
  id uuid primary key,
  notice_id uuid not null references notices (id),
  agency_id int not null references agencies (id),
  measure text not null,
  result text not null check (result in ('executed', 'not-executed', 'not-applicable', 'released')),
  executed_on date,
  document_no text,
  reason text,
  by text not null,
  at timestamptz not null,
  constraint feedback_not_executed_has_a_reason check (result in ('executed', 'released') or length(reason) > 0)
);
create index feedback_of_notice on feedback (notice_id);
create trigger feedback_append_only before update or delete on feedback
  for each row execute function refuse_change();
