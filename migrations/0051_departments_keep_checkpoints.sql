set local lock_timeout = '5s';
-- A signed checkpoint of the audit trail is a notice too, to whom asks for it: it comes of no event and of no subject.
alter table notices alter column event_id drop not null;
alter table notices add constraint notices_come_of_events check (event_id is not null or type = 'audit.checkpoint');
create unique index notices_of_checkpoints on notices (subscription_id, subject_seq) where type = 'audit.checkpoint';
