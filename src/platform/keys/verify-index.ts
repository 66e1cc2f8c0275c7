import type { Deps } from '../door/deps.ts';
import { clearFault, countIncomplete, noteFault } from './index-standing.store.ts';

// Looks at every file: how many hold fewer numbers than were written to them. Only this
// opens a large registry again.
export const verifyIndex = async (deps: Deps): Promise<{ missing: number }> => {
  const missing = await countIncomplete(deps.db);
  if (missing === 0) await clearFault(deps.statement);
  else {
    deps.log('error', 'index.incomplete', { missing });
    await noteFault(deps.statement, missing, deps.clock.now());
  }
  return { missing };
};
