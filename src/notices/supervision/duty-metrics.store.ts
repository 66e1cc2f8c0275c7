import { gauge, type ReadMetrics } from '../../platform/running/figures.ts';

const today = `($1::text::timestamptz at time zone 'Asia/Shanghai')::date`;
const dutiesOverdue = `with late as (
    select case d.kind when 'lift' then 'lift' else 'receipt' end as kind
    from notice_duties d
    join subscriptions s on s.id = d.subscription_id
    where s.removed_at is null
      and d.signed_at is null
      and d.lifted_at is null
      and d.receipt_due_on < ${today}
    union all
    select 'feedback'
    from notice_duties d
    join subscriptions s on s.id = d.subscription_id
    where s.removed_at is null
      and d.kind = 'execute'
      and d.answered_at is null
      and d.lifted_at is null
      and d.feedback_due_on < ${today})
  select k.kind, count(late.kind)::int as count
  from (values ('feedback'), ('lift'), ('receipt')) k(kind)
  left join late on late.kind = k.kind
  group by k.kind
  order by k.kind`;

export const dutyMetrics: ReadMetrics = async ({ statement, clock }) => [
  gauge(
    'registry_duties_overdue',
    'What departments are late with: notices neither received by a system nor signed for, lifts not signed ' +
      'for by hand, feedback.',
    (await statement(dutiesOverdue, [clock.now().toISOString()])).map(({ kind, count }) => ({
      labels: `kind="${kind}"`,
      value: Number(count),
    })),
  ),
];
