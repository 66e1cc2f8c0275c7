-- A check asks of every subject whether a pair with it waits for the registrar. From this release a travel permit is filed
-- under the number that stays when it is renewed; what was filed under another spelling gets that number beside it from
-- the job respell-permits, in its first night.
set local lock_timeout = '5s';

create index merge_candidates_open_first on merge_candidates (first_id) where state = 'open';
create index merge_candidates_open_second on merge_candidates (second_id) where state = 'open';
