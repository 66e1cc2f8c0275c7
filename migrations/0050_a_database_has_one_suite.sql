-- The ciphers of a database are chosen when its first data key is made (CRYPTO_SUITE), and stay.
set local lock_timeout = '5s';

alter table data_keys add column suite text not null default 'default' check (suite in ('default', 'gm'));
