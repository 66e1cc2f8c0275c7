import { VersionParam } from '../../law/rulebook/rule-set.schema.ts';
import { guarded, jsonAnswer, router } from '../../platform/web/http.ts';
import { listOf } from '../../platform/web/page-cursor.ts';
import { listTurns } from './list-turns.ts';
import { showSimulation } from './show-simulation.ts';
import { simulateRuleSet } from './simulate-rule-set.ts';
import { SimulationOut, TurnOut, TurnQuery } from './simulation.schema.ts';

const tags = ['规则'];
const request = { params: VersionParam };

const simulate = guarded(
  { permission: 'rule-set.simulate', problems: ['rule-set.unknown', 'idempotency.reused'] },
  {
    method: 'post',
    operationId: 'simulateRuleSet',
    path: '/rule-sets/{version}/simulate',
    tags,
    summary: '对现有全部主体模拟该版本，与现行版本比较',
    description:
      '只计数与列名，不改变任何核查。结果连同数据时点留存；名称不符与事项判断随每次核查而定，不在其内。',
    request,
    responses: { 200: jsonAnswer(SimulationOut, '模拟结果') },
  },
);
const show = guarded(
  { permission: 'rule-set.simulate', problems: ['simulation.unknown'] },
  {
    method: 'get',
    operationId: 'showSimulation',
    path: '/rule-sets/{version}/simulation',
    tags,
    summary: '该版本最近一次模拟',
    request,
    responses: { 200: jsonAnswer(SimulationOut, '模拟结果') },
  },
);
const turns = guarded(
  {
    permission: 'rule-set.simulate',
    problems: ['simulation.unknown', 'simulation.outdated', 'cursor.invalid'],
  },
  {
    method: 'get',
    operationId: 'listSimulationTurns',
    path: '/rule-sets/{version}/simulation/turns',
    tags,
    summary: '结论会改变的主体名单，留痕',
    description: '自然人只显示遮盖后的姓名；名单仅在模拟当日可看。',
    request: { ...request, query: TurnQuery },
    responses: { 200: jsonAnswer(listOf(TurnOut), '主体名单') },
  },
);

export const simulationRoutes = router()
  .openapi(simulate, async (c) =>
    c.json(SimulationOut.parse(await simulateRuleSet(c.get('ctx'), c.req.valid('param').version)), 200),
  )
  .openapi(show, async (c) =>
    c.json(SimulationOut.parse(await showSimulation(c.get('ctx'), c.req.valid('param').version)), 200),
  )
  .openapi(turns, async (c) => {
    const { version } = c.req.valid('param');
    return c.json(listOf(TurnOut).parse(await listTurns(c.get('ctx'), version, c.req.valid('query'))), 200);
  });
