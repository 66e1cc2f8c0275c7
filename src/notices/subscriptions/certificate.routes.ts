import { z } from '@hono/zod-openapi';
import { guarded, jsonAnswer, jsonBody, router } from '../../platform/web/http.ts';
import { putCertificate } from './put-certificate.ts';
import { removeCertificate } from './remove-certificate.ts';
import { CertificateIn, CertificateOut } from './subscription.schema.ts';

const about = {
  path: '/subscriptions/{id}/client-certificate',
  tags: ['订阅'],
  request: { params: z.strictObject({ id: z.uuid() }) },
};

const put = guarded(
  {
    permission: 'subscription.change',
    problems: ['subscription.unknown', 'subscription.certificate', 'subscription.certificate-unsupported'],
  },
  {
    ...about,
    method: 'put',
    operationId: 'putClientCertificate',
    summary: '上传推送时出示的客户端证书（双向 TLS）；私钥加密保存，不再显示',
    request: { ...about.request, body: jsonBody(CertificateIn) },
    responses: { 200: jsonAnswer(CertificateOut, '已启用，下一次投递起生效') },
  },
);
const remove = guarded(
  { permission: 'subscription.change', problems: ['subscription.unknown'] },
  {
    ...about,
    method: 'delete',
    operationId: 'removeClientCertificate',
    summary: '停用客户端证书并销毁私钥',
    responses: { 204: { description: '已停用' } },
  },
);

export const certificateRoutes = router()
  .openapi(put, async (c) => {
    const request = { id: c.req.valid('param').id, pem: c.req.valid('json') };
    return c.json(CertificateOut.parse(await putCertificate(c.get('ctx'), request)), 200);
  })
  .openapi(remove, async (c) => {
    await removeCertificate(c.get('ctx'), c.req.valid('param').id);
    return c.body(null, 204);
  });
