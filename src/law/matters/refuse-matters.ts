import type { Problem } from '../../kernel/problems.ts';
import type { Statement } from '../../platform/door/db.ts';
import { looksLikeMatterCode, matterProblem, nearestMatters, noMatterCode } from './asked-matter.rules.ts';
import { findNearMatters } from './matter.store.ts';

type Asked = { matter: string | null; isFound: boolean };

const MOST_SOUGHT = 50;

// Why each check is refused for its matter; nothing where it is known, or kept for want of a catalogue. Only
// a refusal looks for what was meant.
export const refuseMatters = async (
  run: Statement,
  asked: readonly Asked[],
  hasMatters: boolean,
): Promise<(Problem | undefined)[]> => {
  const unknown = asked.flatMap(({ matter, isFound }) => (matter !== null && !isFound ? [matter] : []));
  if (unknown.length === 0) return [];
  if (!hasMatters)
    return asked.map(({ matter }) =>
      matter === null || looksLikeMatterCode(matter) ? undefined : noMatterCode(),
    );
  const near = await findNearMatters(run, [...new Set(unknown)].slice(0, MOST_SOUGHT));
  return asked.map(({ matter, isFound }) =>
    matter === null || isFound
      ? undefined
      : matterProblem(
          nearestMatters(
            matter,
            near.filter((one) => one.asked === matter),
          ),
        ),
  );
};
