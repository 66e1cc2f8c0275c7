// Everything under which a check c asked for its subject, as kernel/equivalents.ts has it: a person's lookups
// are kept (the first checks kept one), an organisation's follow from its code. SQL, because every check
// within validity is read through.
// Basis: GB 32100-2015 第 9–17 位为组织机构代码
export const ASKED_UNDER = `(
  select k.lookup from json_array_elements_text(c.facts -> 'lookups') k(lookup) where k.lookup is not null
  union all select c.facts ->> 'lookup' where c.facts -> 'lookups' is null and c.facts ->> 'lookup' is not null
  union all select concat(c.subject ->> 'type', ':', c.subject ->> 'code')
    where c.facts -> 'lookups' is null and c.facts ->> 'lookup' is null
  union all select 'org-code:' || substr(c.subject ->> 'code', 9, 9) where c.subject ->> 'type' = 'uscc')`;
