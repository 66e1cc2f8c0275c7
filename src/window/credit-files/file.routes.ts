import { guarded, jsonAnswer, jsonBody, router } from '../../platform/web/http.ts';
import { listOf, PageQuery } from '../../platform/web/page-cursor.ts';
import { authorisationRoutes } from '../authorisations/authorisation.routes.ts';
import { ArchivedOut, ArchiveQuery } from './archive.schema.ts';
import { FileOut, FileQuery, KnowledgeOut } from './file.schema.ts';
import { showArchive } from './show-archive.ts';
import { showFile } from './show-file.ts';
import { showKnowledge } from './show-knowledge.ts';

const tags = ['信用档案'];
const query = guarded(
  {
    permission: 'file.query',
    problems: [
      'subject.identifier',
      'subject.unknown',
      'file.case-no-required',
      'identity.proof-required',
      'quota.exceeded',
    ],
  },
  {
    method: 'post',
    operationId: 'queryCreditFile',
    path: '/files/query',
    tags,
    summary: '查询一个主体的信用档案',
    request: { body: jsonBody(FileQuery) },
    responses: { 200: jsonAnswer(FileOut, '身份、记录及来源、名单、荣誉') },
  },
);
const knowledge = guarded(
  { permission: 'file.knowledge', problems: ['subject.identifier', 'subject.unknown', 'quota.exceeded'] },
  {
    method: 'post',
    operationId: 'queryKnowledge',
    path: '/files/knowledge',
    tags,
    summary: '谁在何时知道什么（仅供审计）：每项事实的成立与获知时间、报送来源、被谁看到',
    request: { body: jsonBody(FileQuery) },
    responses: { 200: jsonAnswer(KnowledgeOut, '含已修复、撤销与归档的事实') },
  },
);
const ArchivePage = listOf(ArchivedOut);
const archive = guarded(
  {
    permission: 'record.read-archived',
    problems: [
      'subject.identifier',
      'subject.unknown',
      'record.not-archived',
      'quota.exceeded',
      'cursor.invalid',
    ],
  },
  {
    method: 'post',
    operationId: 'queryArchivedRecords',
    path: '/records/archived/query',
    tags,
    summary: '查询已归档的记录（仅供审计）：内容、来源、各版本、何时因何归档',
    request: { query: PageQuery.strict(), body: jsonBody(ArchiveQuery) },
    responses: { 200: jsonAnswer(ArchivePage, '保存期限届满、不再对外提供的记录，新者在前') },
  },
);

// A look may need the person's leave, so its door stands beside.
export const fileRoutes = router()
  .openapi(query, async (c) => c.json(FileOut.parse(await showFile(c.get('ctx'), c.req.valid('json'))), 200))
  .openapi(knowledge, async (c) =>
    c.json(KnowledgeOut.parse(await showKnowledge(c.get('ctx'), c.req.valid('json'))), 200),
  )
  .openapi(archive, async (c) =>
    c.json(
      ArchivePage.parse(await showArchive(c.get('ctx'), c.req.valid('json'), c.req.valid('query'))),
      200,
    ),
  )
  .route('/', authorisationRoutes);
