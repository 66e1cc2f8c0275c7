import { guarded, jsonAnswer, router } from '../platform/http.ts';
import { listMeasures } from './list-measures.ts';
import { MeasuresOut } from './measure.schema.ts';

const list = guarded(
  { permission: 'measure.list' },
  {
    method: 'get',
    path: '/measures',
    tags: ['措施'],
    summary: '现行惩戒与激励措施清单',
    responses: { 200: jsonAnswer(MeasuresOut, '措施清单') },
  },
);

export const measureRoutes = router().openapi(list, async (c) =>
  c.json(MeasuresOut.parse({ items: await listMeasures(c.get('ctx')), next: null }), 200),
);
