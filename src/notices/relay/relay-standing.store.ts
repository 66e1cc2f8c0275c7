import type { Statement } from '../../platform/door/db.ts';
import { gauge, type ReadMetrics } from '../../platform/running/figures.ts';
import type { ReadStanding } from '../../platform/running/readiness.ts';

// The scheduler is late after three minutes; the relay, which it starts, after five.
const RELAY_WITHIN_SECONDS = 300;

// By the database's clock.
const STANDING = `select
  coalesce((
    select extract(epoch from now() - added_at)::float8
    from events
    where relayed_at is null
    order by id
    limit 1), 0) as age,
  (select count(*)::int from notices_set_aside) as aside,
  coalesce((select extract(epoch from now() - min(since))::float8 from notices_set_aside), 0) as "asideAge"`;

const readRelay = async (run: Statement) => {
  const [row] = await run(STANDING, []);
  return { age: Number(row?.age), aside: Number(row?.aside), asideAge: Number(row?.asideAge) };
};

export const relayMetrics: ReadMetrics = async ({ statement }) => {
  const { age, aside, asideAge } = await readRelay(statement);
  return [
    gauge(
      'registry_events_unrelayed_seconds',
      'Age of the oldest event of which nobody has been told yet; 0 when none waits.',
      [{ value: age }],
    ),
    gauge(
      'registry_notices_set_aside',
      'Notices that cannot be rendered, and those that wait behind them: anything but 0 is an alarm.',
      [{ value: aside }],
    ),
    gauge('registry_notices_set_aside_seconds', 'Age of the oldest of them; 0 when there is none.', [
      { value: asideAge },
    ]),
  ];
};

// One notice that cannot be told takes no window away: it is a warning.
export const relayStanding: ReadStanding = async ({ statement, config }) => {
  const { age, aside } = await readRelay(statement);
  const isLate = config.scheduler && age > RELAY_WITHIN_SECONDS;
  return {
    unready: isLate
      ? [{ code: 'relay.late', message: `最早的一条变动已 ${Math.round(age)} 秒没有转发给各部门。` }]
      : [],
    warnings:
      aside > 0
        ? [
            {
              code: 'relay.set-aside',
              message: `有 ${aside} 条通知无法生成，已另行搁置，请查日志 notice.set-aside。`,
            },
          ]
        : [],
  };
};
