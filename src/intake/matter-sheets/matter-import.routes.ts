import { guarded, jsonAnswer, router } from '../../platform/web/http.ts';
import { importMatters } from './import-matters.ts';
import { MatterImportOut, MatterImportQuery } from './matter-import.schema.ts';

// JSON too is sent as the bytes of a file; a form is left without a schema, so that a generated client takes
// a Blob for each of these types (docs/client.md).
const file = { schema: { type: 'string', format: 'binary' } } as const;

const load = guarded(
  {
    permission: 'matter.load',
    door: 'uploads',
    problems: [
      'batch.too-large',
      'batch.format',
      'batch.archive',
      'batch.header',
      'batch.empty',
      'batch.encoding',
      'batch.unreadable',
      'batch.bomb',
      'batch.upload-broken',
    ],
  },
  {
    method: 'post',
    operationId: 'importMatters',
    path: '/matter-editions',
    tags: ['事项'],
    summary: '导入事项目录（XLSX、CSV、JSON），逐行给出结果',
    description: '同一文件再次导入不产生新版本。整表替换时只要有一行退回，就什么也不写入。',
    request: {
      query: MatterImportQuery,
      body: {
        required: true,
        content: {
          'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': file,
          'text/csv': file,
          'application/json': { ...file, example: '[{"code":"ZM-001"}]' },
          'multipart/form-data': { schema: {} },
        },
      },
    },
    responses: { 200: jsonAnswer(MatterImportOut, '逐行结果') },
  },
);

export const matterImportRoutes = router().openapi(load, async (c) =>
  c.json(
    MatterImportOut.parse(
      await importMatters(c.get('ctx'), {
        ...c.req.valid('query'),
        contentType: c.req.header('content-type') ?? '',
        body: c.req.raw.body,
      }),
    ),
    200,
  ),
);
