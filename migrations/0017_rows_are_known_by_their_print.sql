-- A row that comes again as it was needs no reading: its print stands beside the record that it made. Null where the row
-- was not read from a file, or not without a warning.
set local lock_timeout = '5s';

alter table records add column row_print text;
