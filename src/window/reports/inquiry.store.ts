import { sql } from 'drizzle-orm';
import { type Db, rows } from '../../platform/door/db.ts';
import { secondsText } from '../../platform/door/utc-text.ts';
import type { Inquiry } from './report.rules.ts';

// Agencies that asked about a subject or were notified of it, in one read. The trail is found by its index on
// the subject, notices by the subject's own few events, each probed once a subscription. The answers are not
// part of it.
// Basis: 个人信息保护法第四十四条、第四十五条；本市设定，参照上海市社会信用条例第三十四条
export const inquiriesAbout = (db: Db, about: { subjectId: number; since: string; limit: number }) =>
  rows<Inquiry>(
    db,
    sql`with files as (
      select id from subjects where id = ${about.subjectId} or merged_into = ${about.subjectId}),
    asked as (
      select l.at, l.agency_id,
        case split_part(l.action, '.', 1)
          when 'check' then 'check'
          when 'file' then 'file'
          when 'record' then 'file'
          when 'report' then 'report'
          else 'identity' end as kind,
        coalesce(l.about->>'purpose', c.purpose) as purpose, coalesce(m.name, c.matter) as matter
      from files f join audit_lines l on l.subject_id = f.id
      left join checks c on l.action in ('check.run', 'check.show') and c.no = l.about->>'no'
      left join matters m on m.code = c.matter
      where l.action in ('check.run', 'check.show', 'check.as-of', 'file.query', 'file.knowledge',
          'record.read-archived', 'report.make', 'report.show', 'notice.identity')
        and l.at >= ${about.since}::timestamptz),
    notified as (
      select n.created_at as at, s.agency_id, 'notice' as kind, null as purpose, null as matter
      from files f join events e on e.subject_id = f.id cross join subscriptions s
      join lateral (
        select n.created_at from notices n
        where n.subscription_id = s.id and n.event_id = e.id limit 1) n on true
      where n.created_at >= ${about.since}::timestamptz)
    select ${sql.raw(secondsText('x.at'))} as at, coalesce(a.name, '登记系统') as agency, x.kind, x.purpose,
      x.matter
    from (select * from asked union all select * from notified) x
    left join agencies a on a.id = x.agency_id
    order by x.at desc, a.name, x.kind limit ${about.limit}`,
  );
