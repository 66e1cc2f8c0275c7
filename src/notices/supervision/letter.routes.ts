import { catalogNames } from '../../law/catalogs/catalog-list.ts';
import { writeDocx } from '../../platform/sheets/docx-writer.ts';
import { DOCX, fileAnswer, fileHeaders } from '../../platform/web/file-answer.ts';
import { guarded, jsonAnswer, jsonBody, router } from '../../platform/web/http.ts';
import { PageQuery } from '../../platform/web/page-cursor.ts';
import { issueLetter } from './issue-letter.ts';
import { letterBlocks } from './letter.rules.ts';
import { listLetters } from './list-letters.ts';
import { replyToLetter } from './reply-to-letter.ts';
import { showLetter } from './show-letter.ts';
import { LetterIn, LetterKey, LetterOut, LettersOut, ReplyIn } from './supervision.schema.ts';

const tags = ['督办'];

const list = guarded(
  { permission: 'supervision.read', problems: ['cursor.invalid'] },
  {
    method: 'get',
    operationId: 'listSupervisionLetters',
    path: '/supervision/letters',
    tags,
    summary: '督办函：登记机构与审计可见全部，单位只见发给本单位的',
    request: { query: PageQuery },
    responses: { 200: jsonAnswer(LettersOut, '督办函列表') },
  },
);
const issue = guarded(
  { permission: 'supervision.issue', problems: ['agency.unknown', 'supervision.nothing-overdue'] },
  {
    method: 'post',
    operationId: 'issueSupervisionLetter',
    path: '/supervision/letters',
    tags,
    summary: '就一个单位当日的全部逾期事项发出督办函（按年编号，留痕）',
    request: { body: jsonBody(LetterIn) },
    responses: { 201: jsonAnswer(LetterOut, '已发出的督办函') },
  },
);
const show = guarded(
  { permission: 'supervision.read', problems: ['supervision.letter-unknown'] },
  {
    method: 'get',
    operationId: 'showSupervisionLetter',
    path: '/supervision/letters/{id}',
    tags,
    summary: '一份督办函',
    request: { params: LetterKey },
    responses: { 200: jsonAnswer(LetterOut, '督办函') },
  },
);
const document = guarded(
  { permission: 'supervision.read', problems: ['supervision.letter-unknown'] },
  {
    method: 'get',
    operationId: 'downloadSupervisionLetter',
    path: '/supervision/letters/{id}/letter.docx',
    tags,
    summary: '一份督办函，Word 文档',
    request: { params: LetterKey },
    responses: { 200: fileAnswer(DOCX) },
  },
);
const reply = guarded(
  { permission: 'supervision.reply', problems: ['supervision.letter-unknown', 'supervision.replied'] },
  {
    method: 'post',
    operationId: 'replyToSupervisionLetter',
    path: '/supervision/letters/{id}/reply',
    tags,
    summary: '答复督办函（一次，不可修改）',
    request: { params: LetterKey, body: jsonBody(ReplyIn) },
    responses: { 200: jsonAnswer(LetterOut, '已答复的督办函') },
  },
);

export const letterRoutes = router()
  .openapi(list, async (c) =>
    c.json(LettersOut.parse(await listLetters(c.get('ctx'), c.req.valid('query'))), 200),
  )
  .openapi(issue, async (c) =>
    c.json(LetterOut.parse(await issueLetter(c.get('ctx'), c.req.valid('json'))), 201),
  )
  .openapi(show, async (c) =>
    c.json(LetterOut.parse(await showLetter(c.get('ctx'), c.req.valid('param').id)), 200),
  )
  .openapi(document, async (c) => {
    const letter = await showLetter(c.get('ctx'), c.req.valid('param').id);
    const made = writeDocx('letter', letterBlocks(letter, catalogNames));
    return c.body(made, 200, fileHeaders(DOCX, `letter-${letter.issuedAt.slice(0, 10)}.docx`));
  })
  .openapi(reply, async (c) => {
    const request = { id: c.req.valid('param').id, ...c.req.valid('json') };
    return c.json(LetterOut.parse(await replyToLetter(c.get('ctx'), request)), 200);
  });
