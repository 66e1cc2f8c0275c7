-- What cannot be told today waits by itself and holds up nobody else.
set local lock_timeout = '5s';

-- Notices that could not be rendered, with what waits behind them: for one subscription, in the order of one subject.
create table notices_set_aside (
  subscription_id uuid not null references subscriptions (id),
  event_id bigint not null references events (id),
  subject_id bigint not null,
  fault text not null,
  since timestamptz not null default now(),
  tried_at timestamptz not null default now(),
  primary key (subscription_id, event_id)
);
create index notices_set_aside_of_pair on notices_set_aside (subscription_id, subject_id);

-- By the database's clock: at is that of the process that told it.
alter table events add column added_at timestamptz not null default now();

-- What an answer says of a whole subscription, kept with the settled attempt until it is acted on.
create table endpoint_news (
  delivery_id uuid not null,
  attempt int not null,
  subscription_id uuid not null,
  kind text not null check (kind in ('confirmed', 'refuses', 'gone')),
  reason text not null,
  at timestamptz not null default now(),
  primary key (delivery_id, attempt)
);

-- Uploads among processes go by the database's clock. One that a fault of ours broke off rests, and goes on by itself.
alter table batches
  add column arrived_at timestamptz not null default now(),
  add column rests_until timestamptz,
  add column delayed_since timestamptz,
  add column delay_count int not null default 0;
update batches set arrived_at = least(created_at, now())
where status in ('uploading', 'queued', 'running', 'awaiting-confirmation');
update batches set lease_until = least(lease_until, now() + interval '1 minute') where status = 'running';
update drop_sources set lease_until = least(lease_until, now() + interval '2 minutes') where lease_until is not null;
