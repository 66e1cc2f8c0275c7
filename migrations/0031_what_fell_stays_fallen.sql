-- A decision that was revoked, or deleted by an upheld dispute, does not return by an upload of the same decision about the
-- same subject: who ended it, when and by which document is kept here until a restoration.
-- subject_id is the origin, as in 0013: a merge needs no second row. document_key is the folded number
-- (registry/records/fallen-decision.rules.ts). A decision that never had a number is known by its source number only.
set local lock_timeout = '5s';

create table fallen_decisions (
  id bigint generated always as identity primary key,
  catalog text not null,
  agency_id int not null references agencies (id),
  source_no text not null,
  record_id bigint not null references records (id),
  subject_id bigint not null references subjects (id),
  authority_uscc text,
  document_key text,
  ended_by text not null,
  ended_on date not null,
  document_no text,
  at timestamptz not null,
  actor text not null,
  restored_at timestamptz
);
create unique index fallen_decisions_once on fallen_decisions (record_id, subject_id) where restored_at is null;
create index fallen_decisions_by_source_no on fallen_decisions (catalog, source_no) where restored_at is null;
create index fallen_decisions_by_document on fallen_decisions (catalog, document_key) where restored_at is null;

-- Which fallen decision a held row would bring back. Without a foreign key: every imported row would pay for its check.
alter table records add column fallen_id bigint;

-- What fell before this table: listings revoked by hand that still are, and what upheld disputes deleted. The folding of the
-- number is that of documentKey in registry/records/fallen-decision.rules.ts.
insert into fallen_decisions (catalog, agency_id, source_no, record_id, subject_id, authority_uscc, document_key, ended_by,
  ended_on, document_no, at, actor)
select distinct on (r.id) r.catalog, r.agency_id, r.source_no, r.id, coalesce(r.origin_id, r.subject_id), r.authority_uscc,
  nullif(regexp_replace(regexp_replace(
    translate(regexp_replace(upper(normalize(r.document_no, NFKC)), '\s', '', 'g'), '[{〔【〖〈《「『]}〕】〗〉》」』', '((((((((()))))))))'),
    '第(?=\d)', '', 'g'), '(?<!\d)0+(?=\d)', '', 'g'), ''),
  e.by, (e.at at time zone 'Asia/Shanghai')::date, e.document_no, e.at, e.actor
from (
  select l.record_id, coalesce(g.name, a.actor) as by, a.at, a.actor, substring(a.about ->> 'ground' from '（(.*)）$') as document_no
  from audit_lines a join listings l on l.id = (a.about ->> 'listing')::bigint and l.state = 'revoked'
    left join agencies g on g.id = a.agency_id
  where a.action = 'listing.revoke'
  union all
  select d.record_id, s.agency, s.at, s.actor, s.document_no
  from disputes d join dispute_steps s on s.dispute_id = d.id and s.step = 'uphold'
  where d.state = 'upheld' and d.effect = 'delete') e
join records r on r.id = e.record_id and r.state in ('withdrawn', 'archived')
order by r.id, e.at desc;
