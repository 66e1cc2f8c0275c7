-- A lift goes to whoever was told of its listing, so the listing is what notices are found by.
set local lock_timeout = '5s';

drop index notices_of_listing;
create index notices_of_listing on notices (listing_id, subscription_id);
