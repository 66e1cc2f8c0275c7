import { clockFaults } from './clocks.ts';
import { databaseFaults } from './database.ts';
import { kills } from './kills.ts';
import { receiverFaults } from './receivers.ts';
import type { Scenario } from './scenario.ts';

export const scenarios: readonly Scenario[] = [
  ...kills,
  ...databaseFaults,
  ...receiverFaults,
  ...clockFaults,
];
