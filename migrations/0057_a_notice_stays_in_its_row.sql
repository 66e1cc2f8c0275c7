-- A notice with its repair notice is some 2 500 bytes: packed, it cost the relay more time than all the rest of its row, and was unpacked again at the
-- next statement. Up to 4 kB it stays as it is.
set local lock_timeout = '5s';

alter table notices set (toast_tuple_target = 4080);
