import { guarded, jsonAnswer, jsonBody, router } from '../../platform/web/http.ts';
import { fileZeroReport } from './file-zero-report.ts';
import { ZeroReportIn, ZeroReportKey, ZeroReportOut } from './zero-report.schema.ts';

const file = guarded(
  {
    permission: 'zero-report.file',
    problems: [
      'catalog.unknown',
      'catalog.not-yours',
      'zero-report.period',
      'zero-report.batch-under-way',
      'zero-report.repeated',
    ],
  },
  {
    method: 'post',
    operationId: 'fileZeroReport',
    path: '/feeds/{catalog}/zero-reports',
    tags: ['报送考核'],
    summary: '零报告：本单位在该目录本期间没有应报信息（留痕）',
    description:
      '该报送项视为有效至期间止日，窗口核查不因此转人工复核，月度考核计为按时报送；不计入收到行数与完整率。以后有数据照常上传。',
    request: { params: ZeroReportKey, body: jsonBody(ZeroReportIn) },
    responses: { 201: jsonAnswer(ZeroReportOut, '已登记的零报告') },
  },
);

export const zeroReportRoutes = router().openapi(file, async (c) => {
  const report = await fileZeroReport(c.get('ctx'), { ...c.req.valid('param'), ...c.req.valid('json') });
  return c.json(ZeroReportOut.parse(report), 201);
});
