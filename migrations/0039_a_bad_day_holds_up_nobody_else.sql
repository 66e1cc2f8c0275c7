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
