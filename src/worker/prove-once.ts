import { Problem } from '../kernel/problems.ts';
import { keyFault } from '../platform/keys/master-key.rules.ts';
import { findKeyRow } from '../platform/keys/master-key.store.ts';
import { ruleOnKey } from '../platform/keys/prove-key.ts';
import type { WorkerDeps } from './open-deps.ts';

// A Worker has no start at which it could refuse: the first request of an isolate asks whose the
// database is, and the answer stands while all is well. A database that is exchanged later is found
// by whoever looks a subject up.
const proved = new Set<string>();

export const proveOnce = async (deps: WorkerDeps): Promise<void> => {
  const { keyId } = deps.vault;
  if (proved.has(keyId)) return;
  // Before the first migration there is none to compare with; /readyz says so, and whoever
  // looks a subject up is refused.
  if (typeof ((await findKeyRow(deps.statement)) ?? 'no key') === 'string') return;
  const ruled = await ruleOnKey(deps);
  if (ruled.ruling === 'refused') throw new Problem('service.not-ready', { errors: [keyFault(ruled.code)] });
  proved.add(keyId);
};
