import { z } from '@hono/zod-openapi';
import { guarded, jsonAnswer, router } from '../../platform/web/http.ts';
import { listOf, PageQuery } from '../../platform/web/page-cursor.ts';
import { listCheckpoints } from './list-checkpoints.ts';
import { listLeaves } from './list-leaves.ts';
import { proveConsistency } from './prove-consistency.ts';
import { proveInclusion } from './prove-inclusion.ts';
import { showTrailKey } from './show-trail-key.ts';
import { InclusionProof } from './trail-proof.schema.ts';

const tags = ['审计'];
const place = z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
const base64 = z.string();

const Checkpoint = z
  .object({ no: z.int(), size: z.int(), at: z.string(), note: z.string() })
  .openapi('TrailCheckpoint', { description: 'note 为 C2SP tlog-checkpoint 格式的签名文本，可原样存证' });
const TrailKey = z
  .object({ verifierKey: z.string() })
  .openapi('TrailKey', { description: '验证检查点签名的公钥（C2SP signed-note 的 verifier key）' });
const Consistency = z
  .object({ from: z.int(), to: z.int(), path: z.array(base64) })
  .openapi('ConsistencyProof', { description: 'RFC 9162 第 2.1.4 节' });
const Leaf = z
  .object({
    place: z.int(),
    id: z.int(),
    micros: z.int().openapi({ description: '自 2000-01-01T00:00:00Z 起的微秒数' }),
    agencyId: z.int().nullable(),
    actor: z.string(),
    action: z.string(),
    subjectId: z.int().nullable(),
    about: z.string().openapi({ description: 'JSON 文本，逐字' }),
    requestId: z.string().nullable(),
  })
  .openapi('TrailLeaf');
const Leaves = z
  .object({ size: z.int(), items: z.array(Leaf), next: z.int().nullable() })
  .openapi('TrailLeaves');

const checkpoints = guarded(
  { permission: 'audit.witness', problems: ['cursor.invalid'] },
  {
    method: 'get',
    operationId: 'listCheckpoints',
    path: '/audit/checkpoints',
    tags,
    summary: '审计记录的签名检查点，供各单位存证；不含任何主体信息',
    request: { query: PageQuery },
    responses: { 200: jsonAnswer(listOf(Checkpoint), '最早的在前') },
  },
);
const key = guarded(
  { permission: 'audit.witness' },
  {
    method: 'get',
    operationId: 'showTrailKey',
    path: '/audit/key',
    tags,
    summary: '验证检查点的公钥；请另经可信途径核对一次',
    responses: { 200: jsonAnswer(TrailKey, '公钥') },
  },
);
const consistency = guarded(
  { permission: 'audit.witness', problems: ['checkpoint.unknown'] },
  {
    method: 'get',
    operationId: 'showConsistencyProof',
    path: '/audit/proofs/consistency',
    tags,
    summary: '证明较早的检查点是较晚者的开头',
    request: { query: z.strictObject({ from: place, to: place }) },
    responses: { 200: jsonAnswer(Consistency, '证明') },
  },
);
const inclusion = guarded(
  { permission: 'audit.read', problems: ['audit-line.unknown', 'audit-line.not-yet-signed'] },
  {
    method: 'get',
    operationId: 'showInclusionProof',
    path: '/audit/proofs/inclusion',
    tags,
    summary: '证明一行审计记录在最新检查点之中',
    request: { query: z.strictObject({ line: place }) },
    responses: { 200: jsonAnswer(InclusionProof, '证明') },
  },
);
const leaves = guarded(
  { permission: 'audit.read' },
  {
    method: 'get',
    operationId: 'listLeaves',
    path: '/audit/leaves',
    tags,
    summary: '按检查点的次序逐行取出已签名的审计记录，供自行验证',
    request: {
      query: z.strictObject({
        from: place.default(0),
        limit: z.coerce.number().int().min(1).max(5000).default(1000),
      }),
    },
    responses: { 200: jsonAnswer(Leaves, '按次序') },
  },
);

export const trailProofRoutes = router()
  .openapi(checkpoints, async (c) =>
    c.json(listOf(Checkpoint).parse(await listCheckpoints(c.get('ctx'), c.req.valid('query'))), 200),
  )
  .openapi(key, async (c) => c.json(TrailKey.parse(await showTrailKey(c.get('ctx'))), 200))
  .openapi(consistency, async (c) =>
    c.json(Consistency.parse(await proveConsistency(c.get('ctx'), c.req.valid('query'))), 200),
  )
  .openapi(inclusion, async (c) =>
    c.json(InclusionProof.parse(await proveInclusion(c.get('ctx'), c.req.valid('query').line)), 200),
  )
  .openapi(leaves, async (c) =>
    c.json(Leaves.parse(await listLeaves(c.get('ctx'), c.req.valid('query'))), 200),
  );
