import { sql } from 'drizzle-orm';
import { type Db, rows } from '../../platform/door/db.ts';
import type { ExecutionCount } from './execution-sheet.rules.ts';

type Span = { from: string; to: string; today: string; agencyId: number | null };

// Counts the notices made in the period as they are today: what a system received and what a hand signed for
// are two figures, and a receipt that is late has neither. Late means answered after the last day, or overdue
// now. A duty of an earlier release has the hand's time as its system's.
export const countExecutionBetween = (db: Db, { from, to, today, agencyId }: Span) =>
  rows<ExecutionCount>(
    db,
    sql`select a.code as agency, a.name as "agencyName", c.*
    from (
      select d.agency_id,
        count(*)::int as told,
        count(*) filter (where d.delivered_at is distinct from n.signed_at
          and d.delivered_at is not null)::int as received,
        count(n.signed_at)::int as signed,
        count(*) filter (where kind = 'execute')::int as asked,
        coalesce(sum(d.asked) filter (where kind = 'execute'), 0)::int as measures,
        sum(executed)::int as executed,
        sum(not_executed)::int as "notExecuted",
        sum(not_applicable)::int as "notApplicable",
        coalesce(sum(d.asked - executed - not_executed - not_applicable)
          filter (where kind = 'execute' and lifted_at is null), 0)::int as unanswered,
        count(*) filter (where receipt_due_on < least(
          (coalesce(d.signed_at, lifted_at) at time zone 'Asia/Shanghai')::date,
          ${today}::date))::int as "overdueReceipts",
        count(*) filter (where feedback_due_on < least(
          (coalesce(answered_at, lifted_at) at time zone 'Asia/Shanghai')::date,
          ${today}::date))::int as "overdueFeedback",
        count(*) filter (where kind = 'lift')::int as lifts,
        count(*) filter (where kind = 'lift' and n.signed_at is not null)::int as "liftsSigned",
        round((percentile_cont(0.5)
          within group (order by extract(epoch from answered_at - opened_at) / 86400.0)
          filter (where answered_at is not null))::numeric, 1)::float8 as "medianDays"
      from notice_duties d
        join notices n on n.id = d.notice_id
      where opened_at >= ${`${from}T00:00:00+08:00`}::timestamptz
        and opened_at < ${`${to}T00:00:00+08:00`}::timestamptz + interval '1 day'
        and (${agencyId}::int is null or agency_id = ${agencyId}::int)
      group by d.agency_id) c
      join agencies a on a.id = c.agency_id
    order by c."overdueFeedback" + c."overdueReceipts" desc, a.code`,
  );
