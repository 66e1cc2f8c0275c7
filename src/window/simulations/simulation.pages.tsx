import type { Context } from 'hono';
import { Problem, type ProblemCode } from '../../kernel/problems.ts';
import { catalogNames } from '../../law/catalogs/catalog-list.ts';
import { VersionParam } from '../../law/rulebook/rule-set.schema.ts';
import type { Env } from '../../platform/web/http.ts';
import { asks, draw, pages } from '../../platform/web/pages.ts';
import { listTurns } from './list-turns.ts';
import { showSimulation } from './show-simulation.ts';
import { simulateRuleSet } from './simulate-rule-set.ts';
import { SimulationView } from './simulation.view.tsx';

const LISTED = 50;

const versionOf = (c: Context<Env>): number => {
  const read = VersionParam.safeParse({ version: c.req.param('version') });
  if (!read.success) throw new Problem('rule-set.unknown');
  return read.data.version;
};

const unless = async <T,>(code: ProblemCode, read: Promise<T>): Promise<T | null> => {
  try {
    return await read;
  } catch (error) {
    if (error instanceof Problem && error.code === code) return null;
    throw error;
  }
};

export const simulationPages = pages()
  .get('/rule-sets/:version/simulation', asks('rule-set.simulate'), async (c) => {
    const [ctx, version] = [c.get('ctx'), versionOf(c)];
    const simulation = await unless('simulation.unknown', showSimulation(ctx, version));
    const page = { limit: LISTED, after: c.req.query('after') };
    const turns = simulation && (await unless('simulation.outdated', listTurns(ctx, version, page)));
    const body = (
      <SimulationView version={version} simulation={simulation} turns={turns} names={catalogNames} />
    );
    return draw(c, { title: `模拟第 ${version} 版规则`, body });
  })
  .post('/rule-sets/:version/simulate', asks('rule-set.simulate'), async (c) => {
    const { version } = await simulateRuleSet(c.get('ctx'), versionOf(c));
    return c.redirect(`/desk/rule-sets/${version}/simulation`, 303);
  });
