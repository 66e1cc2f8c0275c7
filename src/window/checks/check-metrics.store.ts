import { countsBy, gauge, hourBefore, type ReadMetrics } from '../../platform/running/figures.ts';

const OUTCOMES = ['eligible', 'ineligible', 'review', 'matter-not-allowed'] as const;

const checksByOutcome = `select outcome, count(*)::int as count
  from checks
  where decided_at > $1::text::timestamptz
  group by outcome`;

export const checkMetrics: ReadMetrics = async ({ statement, clock }) => [
  gauge(
    'registry_checks_last_hour',
    'Checks decided in the last hour, by outcome.',
    countsBy('outcome', OUTCOMES, await statement(checksByOutcome, [hourBefore(clock.now())])),
  ),
];
