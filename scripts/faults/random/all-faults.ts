import { databaseFaults } from './database-faults.ts';
import { diskFaults } from './disk-faults.ts';
import type { RandomFault } from './fault.ts';
import { processFaults } from './process-faults.ts';
import { receiverFaults } from './receiver-faults.ts';
import { restoreFaults } from './restore-fault.ts';

export const randomFaults: readonly RandomFault[] = [
  ...processFaults,
  ...databaseFaults,
  ...receiverFaults,
  ...diskFaults,
  ...restoreFaults,
];
