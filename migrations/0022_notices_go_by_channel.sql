-- Where the notices of a subscription go: posted to its endpoint, fetched, shown to people at the desk, or dropped as
-- files. Numbers, lanes and receipts are the same; endpoint_url holds the place that deliveries are taken to.
set local lock_timeout = '5s';

alter table subscriptions add column channel text not null default 'webhook'
  check (channel in ('webhook', 'pull', 'inbox', 'file'));
update subscriptions set channel = 'pull' where endpoint_url is null;
alter table subscriptions
  alter column channel set default 'pull',
  add constraint subscriptions_channel_has_its_place check ((channel in ('webhook', 'file')) = (endpoint_url is not null));

create table subscription_drops (
  subscription_id uuid primary key references subscriptions (id) on delete cascade,
  kind text not null check (kind in ('folder', 's3')),
  format text not null check (format in ('csv', 'xlsx', 'ndjson')),
  region text,
  sealed_credentials bytea,
  constraint subscription_drops_bucket_has_keys
    check ((kind = 's3') = (sealed_credentials is not null) and (kind = 's3') = (region is not null))
);

-- When somebody at the department first opened the notice.
alter table notices add column read_at timestamptz;

-- Who asked for a run out of turn, and how long each run took.
alter table schedule_runs add column asked_by text, add column took_ms int;

-- The preview asks for the events of a span of days.
create index events_by_time on events using brin (at);
