import { z } from '@hono/zod-openapi';
import { guarded, jsonAnswer, router } from '../../platform/web/http.ts';
import { listOf } from '../../platform/web/page-cursor.ts';
import { listSettings } from './list-settings.ts';

const SettingOut = z
  .object({
    key: z.string(),
    name: z.string(),
    value: z.number(),
    words: z.string().openapi({ description: '数值与单位' }),
    unit: z.string(),
    basis: z.string(),
    validFrom: z.string(),
    later: z
      .array(z.object({ value: z.number(), words: z.string(), basis: z.string(), validFrom: z.string() }))
      .openapi({ description: '已批准、以后生效的数值' }),
  })
  .openapi('Setting');

const list = guarded(
  { permission: 'change.list' },
  {
    method: 'get',
    operationId: 'listSettings',
    path: '/settings',
    tags: ['规则'],
    summary: '现行的各项期限与参数，及其依据；更改请起草变更',
    responses: { 200: jsonAnswer(listOf(SettingOut), '各项，一次给全') },
  },
);

export const settingRoutes = router().openapi(list, async (c) =>
  c.json(listOf(SettingOut).parse({ items: await listSettings(c.get('ctx')), next: null }), 200),
);
