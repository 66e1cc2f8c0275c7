import { type Fault, Problem } from '../../kernel/problems.ts';
import { patiently, type Statement } from '../door/db.ts';
import type { Deps } from '../door/deps.ts';
import { renewedAhead } from '../door/renewed-ahead.ts';
import { indexFaultsOf, noteOf } from './index-standing.rules.ts';
import { clearFault, countIncomplete, noteFault, readIndex } from './index-standing.store.ts';
import { learnNewer } from './load-keys.ts';

// Why nobody can be looked up here and now: none when all is well. Shared for a
// second, as the rules in force are.
export const lookupFaults = (deps: Deps, run: Statement = deps.statement): Promise<Fault[]> =>
  renewedAhead(
    {
      owner: deps.statement,
      key: 'index',
      now: deps.clock.now(),
      withinTransaction: run !== deps.statement && run !== deps.quick,
    },
    { read: () => readFaults(deps, run), readBeside: () => readFaults(deps, deps.statement) },
  );

// Every look-up of a subject by number stands behind this: an index that is blind finds
// nobody, and nobody is listed.
export const assureIndex = async (deps: Deps, run?: Statement): Promise<void> => {
  const errors = await lookupFaults(deps, run);
  if (errors.length > 0) throw new Problem('service.not-ready', { errors });
};

// Looks at every file: how many hold fewer numbers than were written to them. Only this
// opens a large registry again.
export const verifyIndex = async (deps: Deps): Promise<{ missing: number }> => {
  const missing = await patiently(deps.db, countIncomplete);
  if (missing === 0) await clearFault(deps.statement);
  else {
    deps.log('error', 'index.incomplete', { missing });
    await noteFault(deps.statement, missing, deps.clock.now());
  }
  return { missing };
};

const readFaults = async (deps: Deps, run: Statement): Promise<Fault[]> => {
  const reading = await readIndex(run);
  const newer = await learnNewer(deps.vault.ring, run, reading.newestKey);
  const faults = [...indexFaultsOf(reading, deps.vault.keyId), ...newer];
  for (const { code, message } of faults) deps.log('error', code, { message });
  const note = noteOf(reading);
  // Beside, not within: the transaction that reads is about to be refused, and would take the note along.
  const noted =
    note === 'found'
      ? noteFault(deps.statement, reading.missing, deps.clock.now())
      : note && clearFault(deps.statement);
  noted?.catch((error) => deps.log('error', 'index.note-failed', { error }));
  return faults;
};
