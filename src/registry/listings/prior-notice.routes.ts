import { guarded, jsonAnswer, jsonBody, router } from '../../platform/web/http.ts';
import { givePriorNotice } from './give-prior-notice.ts';
import { hearStatement } from './hear-statement.ts';
import { ListingId, ListingOut } from './listing.schema.ts';
import { PriorNoticeIn, StatementIn } from './prior-notice.schema.ts';

const tags = ['名单'];

const give = guarded(
  {
    permission: 'listing.notify',
    problems: [
      'catalog.unknown',
      'catalog.not-yours',
      'feed.unknown',
      'subject.identifier',
      'listing.not-severe',
      'listing.not-authority',
      'listing.barred',
      'listing.already-listed',
      'listing.already-notified',
    ],
  },
  {
    method: 'post',
    operationId: 'givePriorNotice',
    path: '/prior-notices',
    tags,
    summary: '列入前告知：登记已送达的告知书，名单进入“已告知、尚未列入”（notified）',
    description:
      '只限严重失信主体名单。不影响核查，不公示、不推送、不共享，仅认定单位、登记机构、审计人员和当事人本人可见。认定单位随后照常报送列入决定的，该名单即转为在列（编号不变）；决定不列入的，办理撤销（revocations）。',
    request: { body: jsonBody(PriorNoticeIn) },
    responses: { 201: jsonAnswer(ListingOut, '已告知、尚未列入的名单') },
  },
);
const hear = guarded(
  {
    permission: 'listing.hear',
    problems: ['listing.unknown', 'listing.not-authority', 'listing.wrong-stage'],
  },
  {
    method: 'post',
    operationId: 'recordStatement',
    path: '/listings/{id}/statements',
    tags,
    summary: '记录当事人的陈述申辩与核实结果',
    request: { params: ListingId, body: jsonBody(StatementIn) },
    responses: { 201: jsonAnswer(ListingOut, '已告知、尚未列入的名单') },
  },
);

export const priorNoticeRoutes = router()
  .openapi(give, async (c) =>
    c.json(ListingOut.parse(await givePriorNotice(c.get('ctx'), c.req.valid('json'))), 201),
  )
  .openapi(hear, async (c) => {
    const { id } = c.req.valid('param');
    return c.json(ListingOut.parse(await hearStatement(c.get('ctx'), id, c.req.valid('json'))), 201);
  });
