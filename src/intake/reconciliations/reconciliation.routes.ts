import { guarded, jsonAnswer, jsonBody, router } from '../../platform/web/http.ts';
import {
  GenuineOut,
  genuineOut,
  ReceiptIn,
  ReconciliationOut,
  ReconciliationQuery,
  reconciliationOut,
  SourceCatalog,
} from './reconciliation.schema.ts';
import { showReconciliation } from './show-reconciliation.ts';
import { verifyReconciliation } from './verify-reconciliation.ts';

const tags = ['对账'];

const show = guarded(
  {
    permission: 'reconciliation.show',
    problems: ['catalog.unknown', 'agency.unknown', 'feed.unknown', 'cursor.invalid'],
  },
  {
    method: 'get',
    operationId: 'showReconciliation',
    path: '/reconciliations/{catalog}',
    tags,
    summary: '与来源单位对账：最近一次整表、登记系统所计、每处差异及原因，签名的汇总',
    description: '报送单位看本单位及其承继的单位；登记机构以 agency 指明来源单位。每次查看留痕。',
    request: { params: SourceCatalog, query: ReconciliationQuery },
    responses: { 200: jsonAnswer(ReconciliationOut, '对账结果') },
  },
);
const verify = guarded(
  { permission: 'reconciliation.show' },
  {
    method: 'post',
    operationId: 'verifyReconciliation',
    path: '/reconciliations/verification',
    tags,
    summary: '验证一份签名的对账汇总是否由本系统签发',
    request: { body: jsonBody(ReceiptIn) },
    responses: { 200: jsonAnswer(GenuineOut, '是否真实') },
  },
);

export const reconciliationRoutes = router()
  .openapi(show, async (c) => {
    const question = { ...c.req.valid('param'), ...c.req.valid('query') };
    return c.json(reconciliationOut(await showReconciliation(c.get('ctx'), question)), 200);
  })
  .openapi(verify, (c) =>
    c.json(genuineOut(verifyReconciliation(c.get('ctx'), c.req.valid('json').receipt)), 200),
  );
