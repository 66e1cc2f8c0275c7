import type { Pace } from '../../src/notices/delivery/delivery.store.ts';

// An impatient sender, so that whoever waits for a lease or a time-out waits for seconds.
export const pace: Pace = { window: 32, perReceiver: 8, leaseSeconds: 3, timeoutMs: 1000 };
export const hastyPace: Pace = { ...pace, timeoutMs: 300 };
