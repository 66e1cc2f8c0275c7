import { guarded, jsonAnswer, jsonBody, router } from '../../platform/web/http.ts';
import { DrawComparedOut, DrawIn, DrawListOut, DrawNo, DrawOut } from './draw.schema.ts';
import { drawVerifications } from './draw-verifications.ts';
import { listVerificationDraws } from './list-verification-draws.ts';
import { repeatDraw } from './repeat-draw.ts';

const tags = ['承诺核查'];

const make = guarded(
  { permission: 'verification.draw', problems: ['verification.nothing-to-draw', 'idempotency.reused'] },
  {
    method: 'post',
    operationId: 'drawVerifications',
    path: '/verification-draws',
    tags,
    summary: '随机抽查上次抽查以后办结的承诺，种子留存；承诺的抽查比例不高于未作承诺的',
    request: { body: { ...jsonBody(DrawIn), required: false } },
    responses: { 201: jsonAnswer(DrawOut, '抽查') },
  },
);
const list = guarded(
  { permission: 'verification.draw-list' },
  {
    method: 'get',
    operationId: 'listVerificationDraws',
    path: '/verification-draws',
    tags,
    summary: '历次抽查：种子、范围、比例',
    responses: { 200: jsonAnswer(DrawListOut, '最新在前，至多 100 次') },
  },
);
const repeat = guarded(
  { permission: 'verification.draw-list', problems: ['verification.draw-unknown'] },
  {
    method: 'get',
    operationId: 'repeatVerificationDraw',
    path: '/verification-draws/{no}',
    tags,
    summary: '以留存的种子重新抽取一次，与当时的结果比较',
    request: { params: DrawNo },
    responses: { 200: jsonAnswer(DrawComparedOut, '比较结果') },
  },
);

export const drawRoutes = router()
  .openapi(make, async (c) => c.json(await drawVerifications(c.get('ctx'), c.req.valid('json') ?? {}), 201))
  .openapi(list, async (c) => c.json(await listVerificationDraws(c.get('ctx')), 200))
  .openapi(repeat, async (c) => c.json(await repeatDraw(c.get('ctx'), c.req.valid('param').no), 200));
