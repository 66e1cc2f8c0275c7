import { day } from '../../kernel/day.ts';
import { Problem } from '../../kernel/problems.ts';
import type { Db } from '../../platform/door/db.ts';
import { endAgency, type findAgency } from './agency.store.ts';

type Predecessor = NonNullable<Awaited<ReturnType<typeof findAgency>>>;

// From a day on another agency acts in its place. Nobody takes over before the agency itself could act.
export const takeOver = async (
  tx: Db,
  before: Pick<Predecessor, 'id' | 'validFrom'>,
  { successorId, from }: { successorId: number; from: string },
) => {
  if (from < before.validFrom)
    throw new Problem('agency.successor', {
      detail: `该单位自 ${before.validFrom} 起有效；承继日期不得早于此日，请改填日期。`,
    });
  return endAgency(tx, before.id, { successorId, from: day(from) });
};
