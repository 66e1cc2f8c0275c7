-- How often a person looked at subjects' credit on a day of Shanghai, by the setting that bounds it.
set local lock_timeout = '5s';

create table look_counts (
  actor text not null,
  day date not null,
  quota text not null,
  looks int not null,
  primary key (actor, day, quota)
);
