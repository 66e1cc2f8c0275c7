import { writeXlsx } from '../../platform/sheets/xlsx-writer.ts';
import { guarded, jsonAnswer, jsonBody, router } from '../../platform/web/http.ts';
import {
  CardListOut,
  CardQuery,
  FrequencyIn,
  ReportingDutyKey,
  ReportingDutyListOut,
  ReportingDutyQuery,
} from './freshness.schema.ts';
import { listReportingDuties } from './list-reporting-duties.ts';
import { listScoreCards } from './list-score-cards.ts';
import { scoreSheet } from './score-sheet.rules.ts';
import { setFrequency } from './set-frequency.ts';

const tags = ['报送考核'];
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const list = guarded(
  { permission: 'freshness.read' },
  {
    method: 'get',
    operationId: 'listFeeds',
    path: '/feeds',
    tags,
    summary: '各单位各目录的报送情况：最近有效报送、最迟应报日、逾期工作日',
    description: '登记机构与审计可见全部，报送单位只见本单位。',
    request: { query: ReportingDutyQuery },
    responses: { 200: jsonAnswer(ReportingDutyListOut, '报送情况') },
  },
);
const setOne = guarded(
  { permission: 'freshness.set', problems: ['feed.unknown'] },
  {
    method: 'put',
    operationId: 'setFeedFrequency',
    path: '/feeds/{agency}/{catalog}/frequency',
    tags,
    summary: '为一个单位的一个目录单独设定报送频次（留痕）',
    request: { params: ReportingDutyKey, body: jsonBody(FrequencyIn) },
    responses: { 204: { description: '已设定' } },
  },
);
const dropOne = guarded(
  { permission: 'freshness.set', problems: ['feed.unknown'] },
  {
    method: 'delete',
    operationId: 'removeFeedFrequency',
    path: '/feeds/{agency}/{catalog}/frequency',
    tags,
    summary: '取消单独设定，恢复该目录的通用频次（留痕）',
    request: { params: ReportingDutyKey },
    responses: { 204: { description: '已恢复' } },
  },
);
const cards = guarded(
  { permission: 'freshness.read' },
  {
    method: 'get',
    operationId: 'listScoreCards',
    path: '/feeds/scorecards',
    tags,
    summary: '各单位的月度报送考核：得分、退回率、迟报率、完整率、双公示及时率',
    description: '登记机构与审计可见全部，报送单位只见本单位。当月数据算到昨日。',
    request: { query: CardQuery },
    responses: { 200: jsonAnswer(CardListOut, '月度考核') },
  },
);
const sheet = guarded(
  { permission: 'freshness.read' },
  {
    method: 'get',
    operationId: 'downloadScoreCards',
    path: '/feeds/scorecards.xlsx',
    tags,
    summary: '月度报送考核，电子表格',
    request: { query: CardQuery },
    responses: {
      200: { description: 'XLSX', content: { [XLSX]: { schema: { type: 'string', format: 'binary' } } } },
    },
  },
);

export const freshnessRoutes = router()
  .openapi(list, async (c) => {
    const { state, agency } = c.req.valid('query');
    const found = await listReportingDuties(c.get('ctx'));
    const items = found
      .filter((feed) => (!state || feed.state === state) && (!agency || feed.agency === agency))
      .map((feed) => ({
        ...feed,
        isOwnFrequency: feed.ownEvery !== null,
        frequencyReason: feed.ownReason,
      }));
    return c.json(ReportingDutyListOut.parse({ items }), 200);
  })
  .openapi(setOne, async (c) => {
    await setFrequency(c.get('ctx'), c.req.valid('param'), c.req.valid('json'));
    return c.body(null, 204);
  })
  .openapi(dropOne, async (c) => {
    await setFrequency(c.get('ctx'), c.req.valid('param'), null);
    return c.body(null, 204);
  })
  .openapi(cards, async (c) => {
    const { month, cards: items } = await listScoreCards(c.get('ctx'), c.req.valid('query'));
    return c.json(CardListOut.parse({ month, items }), 200);
  })
  .openapi(sheet, async (c) => {
    const { month, cards: found } = await listScoreCards(c.get('ctx'), c.req.valid('query'));
    return c.body(writeXlsx(scoreSheet(month, found)), 200, {
      'content-type': XLSX,
      'content-disposition': `attachment; filename="scorecards-${month}.xlsx"`,
      'cache-control': 'no-store',
    });
  });
