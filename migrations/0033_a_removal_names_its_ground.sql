-- A removal names its ground. One that its list's law does not have, or not yet, waits for the registrar beside the record
-- in force (registry/records/held-removal.rules.ts); refused_removal knows the row again that was refused.
set local lock_timeout = '5s';

alter table records add column held_removal jsonb, add column refused_removal text;
alter table record_versions add column held_removal jsonb;
create index records_removal_held on records (id) where held_removal is not null;

alter table listings add column removal_ground text;
alter table repairs add column removal_ground text, add column corrected_on date;

-- What a city set for the one number of a list counts for the ground that took its place; an untouched number is given anew.
insert into settings (key, value, basis, valid_from)
select 'list.' || x.list || '.removal.' || case x.list when 'major-tax-violation' then 'paid' when 'wage-arrears' then 'corrected'
    else 'performed' end || '.wait', s.value, s.basis, s.valid_from
from settings s cross join lateral (select split_part(s.key, '.', 2) as list) x
where s.key like 'list.%.earliest-removal' and x.list <> 'judgment-defaulter'
  and exists (select 1 from settings own where own.key = s.key and own.valid_from <> '2020-01-01')
on conflict do nothing;
delete from settings where key like 'list.%.earliest-removal';

-- No basis was found for barring a second application for three years: off, unless the city set it itself.
update settings set value = '0', basis = '本市设定：不设再次申请的限制（0 为不限）；未见上位依据'
where key = 'repair.reapply-bar' and valid_from = '2020-01-01' and value = '36'
  and basis = '本市设定：虚假材料申请修复的，三年内不得再次申请';
