import { guarded, jsonAnswer, jsonBody, router } from '../../platform/web/http.ts';
import { listMeasures } from './list-measures.ts';
import { loadEdition } from './load-edition.ts';
import { EditionIn, MeasureEditionOut, MeasureQuery, MeasuresOut } from './measure.schema.ts';

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
  { permission: 'measure.load', problems: ['measure.edition-loaded', 'measure.list-unknown'] },
  {
    method: 'post',
    operationId: 'loadMeasures',
    path: '/measures',
    tags: ['措施'],
    summary: '载入新一版措施清单；已发出的通知仍按原版',
    request: { body: jsonBody(EditionIn) },
    responses: { 201: jsonAnswer(MeasureEditionOut, '已载入') },
  },
);

export const measureRoutes = router()
  .openapi(list, async (c) =>
    c.json(
      MeasuresOut.parse({ items: await listMeasures(c.get('ctx'), c.req.valid('query')), next: null }),
      200,
    ),
  )
  .openapi(load, async (c) =>
    c.json(MeasureEditionOut.parse(await loadEdition(c.get('ctx'), c.req.valid('json'))), 201),
  );
