import { sql } from 'drizzle-orm';
import { type Db, rows } from '../../platform/door/db.ts';
import { secondsText } from '../../platform/door/utc-text.ts';
import type { Inquiry } from './report.rules.ts';

const VIEWS_SHOWN = 20;
const isView = sql`l.action in ('check.show', 'report.show')`;

// Agencies that asked about a subject or were notified of it, in one read. A check, or a report, is one line;
// who looked at it later stands beneath it. The trail is found by its index on the subject, notices by the
// subject's own few events, each probed once a subscription. The answers are not part of it.
// Basis: 个人信息保护法第四十四条、第四十五条；本市设定，参照上海市社会信用条例第三十四条
export const inquiriesAbout = (db: Db, about: { subjectId: number; since: string; limit: number }) =>
  rows<Inquiry>(
    db,
    sql`with files as (
      select id from subjects where id = ${about.subjectId} or merged_into = ${about.subjectId}),
    asked as (
      select l.at, l.agency_id, ${isView} as is_view,
        coalesce(case when l.action in ('check.run', 'check.show', 'report.make', 'report.show')
          then split_part(l.action, '.', 1) || ' ' || (l.about->>'no') end, l.id::text) as key,
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
    placed as (
      select k.*, a.name, row_number() over (partition by key, is_view order by k.at desc) as nth
      from asked k left join agencies a on a.id = k.agency_id),
    lines as (
      select coalesce(min(at) filter (where not is_view), min(at)) as at,
        (array_agg(agency_id order by is_view, at))[1] as agency_id, kind, max(purpose) as purpose,
        max(matter) as matter, count(*) filter (where is_view)::int as "viewCount",
        coalesce(jsonb_agg(jsonb_build_object('at', ${sql.raw(secondsText('at'))},
          'agency', coalesce(name, '登记系统')) order by at desc)
          filter (where is_view and nth <= ${VIEWS_SHOWN}::int), '[]') as views
      from placed group by key, kind),
    notified as (
      select n.created_at as at, s.agency_id, 'notice' as kind, null as purpose, null as matter,
        0 as "viewCount", '[]'::jsonb as views
      from files f join events e on e.subject_id = f.id cross join subscriptions s
      join lateral (
        select n.created_at from notices n
        where n.subscription_id = s.id and n.event_id = e.id limit 1) n on true
      where n.created_at >= ${about.since}::timestamptz)
    select ${sql.raw(secondsText('x.at'))} as at, coalesce(a.name, '登记系统') as agency, x.kind, x.purpose,
      x.matter, x."viewCount", x.views
    from (select * from lines union all select * from notified) x
    left join agencies a on a.id = x.agency_id
    order by x.at desc, a.name, x.kind limit ${about.limit}`,
  );
