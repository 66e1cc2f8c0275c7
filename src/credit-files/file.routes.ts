import { guarded, jsonAnswer, jsonBody, router } from '../platform/http.ts';
import { FileOut, FileQuery } from './file.schema.ts';
import { showFile } from './show-file.ts';

const query = guarded(
  { permission: 'file.query', problems: ['subject.identifier', 'subject.unknown'] },
  {
    method: 'post',
    path: '/files/query',
    tags: ['信用档案'],
    summary: '查询一个主体的信用档案',
    request: { body: jsonBody(FileQuery) },
    responses: { 200: jsonAnswer(FileOut, '身份、记录及来源、名单、荣誉') },
  },
);

export const fileRoutes = router().openapi(query, async (c) =>
  c.json(FileOut.parse(await showFile(c.get('ctx'), c.req.valid('json'))), 200),
);
