import { dayOf } from '../../kernel/day.ts';
import { Problem } from '../../kernel/problems.ts';
import { look } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { cursors, page, readCursor } from '../../platform/web/page-cursor.ts';
import { maskedSubject } from './masked-subject.rules.ts';
import type { OutcomeTurn, TurnQuery } from './simulation.schema.ts';
import { findTurns, latestSimulation, type TurnRow } from './simulation.store.ts';

// The subjects whose outcome would change. This is a look at credit data: on the trail, persons by mask only,
// and not beyond the day, since what is repaired or revoked meanwhile may not be shown.
// Basis: 个人信息保护法第六条; 信用修复管理办法（国家发展改革委令第36号）第三条
export const listTurns = (ctx: Ctx, version: number, query: TurnQuery) =>
  look(ctx, 'rule-set.simulate', async (tx) => {
    const simulation = await latestSimulation(tx, version);
    if (!simulation) throw new Problem('simulation.unknown');
    if (simulation.day !== dayOf(ctx.clock.now())) throw new Problem('simulation.outdated');
    const found = await findTurns(tx, simulation.id, {
      before: query.outcomeBefore,
      after: query.outcomeAfter,
      code: query.code,
      above: readCursor(cursors.id, query.after)?.[0] ?? 0,
      limit: query.limit + 1,
    });
    const { items, next } = page(found, query.limit, ({ subjectId }) => [subjectId]);
    return {
      value: { items: items.map(turnOut), next },
      audit: { version, simulation: simulation.id, shown: items.length },
    };
  });

const turnOut = ({ before, after, codes, ...turn }: TurnRow): OutcomeTurn => ({
  subject: maskedSubject(turn),
  before,
  after,
  codes: codes.split(','),
});
