import { guarded, jsonAnswer, jsonBody, router } from '../../platform/web/http.ts';
import { ChangeOut } from '../changes/change.schema.ts';
import { draftChange } from '../changes/draft-change.ts';
import { draftProblems } from '../changes/draft-problems.rules.ts';
import { listMeasures } from './list-measures.ts';
import { EditionIn, MeasureQuery, MeasuresOut } from './measure.schema.ts';

const list = guarded(
  { permission: 'measure.list' },
  {
    method: 'get',
    operationId: 'listMeasures',
    path: '/measures',
    tags: ['措施'],
    summary: '惩戒与激励措施清单：现行的，或某一版',
    request: { query: MeasureQuery },
    responses: { 200: jsonAnswer(MeasuresOut, '措施清单') },
  },
);
const load = guarded(
  { permission: 'change.draft', problems: draftProblems },
  {
    method: 'post',
    operationId: 'loadMeasures',
    path: '/measures',
    tags: ['措施'],
    summary: '起草新一版措施清单，由另一名登记员批准后施行；已发出的通知仍按原版',
    request: { body: jsonBody(EditionIn) },
    responses: { 202: jsonAnswer(ChangeOut, '待批准的变更') },
  },
);

export const measureRoutes = router()
  .openapi(list, async (c) =>
    c.json(
      MeasuresOut.parse({ items: await listMeasures(c.get('ctx'), c.req.valid('query')), next: null }),
      200,
    ),
  )
  .openapi(load, async (c) => {
    const { source: basis, ...content } = c.req.valid('json');
    const change = await draftChange(c.get('ctx'), { kind: 'measures', content, basis });
    c.header('location', `/api/v1/changes/${change.id}`);
    return c.json(ChangeOut.parse(change), 202);
  });
