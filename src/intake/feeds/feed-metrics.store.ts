import { gauge, type ReadMetrics } from '../../platform/running/figures.ts';

const feedsOverdue = `select count(*)::int as count
  from feed_late_days l
  where l.day = (select max(day) from feed_judgements)
    and not exists (
      select 1
      from feed_days d
      where d.agency_id = l.agency_id and d.catalog = l.catalog and d.day >= l.day)`;

export const feedMetrics: ReadMetrics = async ({ statement }) => [
  gauge(
    'registry_feeds_overdue',
    'Feeds judged late on the last working day that have brought nothing since.',
    [{ value: Number((await statement(feedsOverdue, []))[0]?.count ?? 0) }],
  ),
];
