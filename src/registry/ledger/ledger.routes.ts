import { guarded, jsonAnswer, router } from '../../platform/web/http.ts';
import { listOf } from '../../platform/web/page-cursor.ts';
import { LedgerOut, LedgerQuery } from './ledger.schema.ts';
import { showLedger } from './show-ledger.ts';

const show = guarded(
  { permission: 'measure.ledger', problems: ['cursor.invalid'] },
  {
    method: 'get',
    operationId: 'showMeasureLedger',
    path: '/measures/ledger',
    tags: ['措施'],
    summary: '措施台账：本单位的措施对谁有效、因哪些名单、由谁解除',
    request: { query: LedgerQuery },
    responses: { 200: jsonAnswer(listOf(LedgerOut), '每个主体及对其有效的措施') },
  },
);

export const ledgerRoutes = router().openapi(show, async (c) =>
  c.json(listOf(LedgerOut).parse(await showLedger(c.get('ctx'), c.req.valid('query'))), 200),
);
