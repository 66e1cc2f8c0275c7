import { predecessorsOf } from '../../access/agencies/agency.store.ts';
import { dayOf } from '../../kernel/day.ts';
import { settingReader, settingValuesOn } from '../../law/rulebook/rulebook.store.ts';
import type { Db } from '../../platform/door/db.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { inTimeOn } from '../feeds/in-time.ts';
import type { Intake } from './intake.ts';

// A batch opens it once, outside the transactions of its chunks; a single record opens it in its own.
export const openIntake = async (
  ctx: Ctx,
  db: Db,
  { catalog, agency }: Pick<Intake, 'catalog' | 'agency'>,
): Promise<Intake> => {
  const today = dayOf(ctx.clock.now());
  const settings = await settingValuesOn(db, today);
  const setting = settingReader(settings, today);
  const predecessors = await predecessorsOf(db, { agencyId: agency.id, today });
  return {
    ctx,
    catalog,
    agency,
    heirTo: predecessors.map(({ id }) => id),
    settings,
    context: { today, setting, agency: { ...agency, former: predecessors.map(({ uscc }) => uscc) } },
    inTime: await inTimeOn(db, catalog.code, { today, setting }),
  };
};
