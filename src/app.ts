import { OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { csrf } from 'hono/csrf';
import { accessPages, accessRoutes } from './access/access.routes.ts';
import { agencyStanding } from './access/agencies/agency-standing.store.ts';
import { trailMetrics, trailStanding } from './access/audit/trail-standing.store.ts';
import { actorOfKey } from './access/keys/api-key.ts';
import { staffStanding } from './access/sessions/second-factor-standing.ts';
import { actorOfSession } from './access/sessions/session.ts';
import { dropSourcePages } from './intake/drop-sources/drop-source.pages.tsx';
import { dropSourceRoutes } from './intake/drop-sources/drop-source.routes.ts';
import { feedMetrics } from './intake/feeds/feed-metrics.store.ts';
import { freshnessPages } from './intake/feeds/freshness.pages.tsx';
import { freshnessRoutes } from './intake/feeds/freshness.routes.ts';
import { zeroReportPages } from './intake/feeds/zero-report.pages.tsx';
import { zeroReportRoutes } from './intake/feeds/zero-report.routes.ts';
import { matterImportPages } from './intake/matter-sheets/matter-import.pages.tsx';
import { matterImportRoutes } from './intake/matter-sheets/matter-import.routes.ts';
import { columnMappingRoutes } from './intake/reading/column-mapping.routes.ts';
import { reconciliationPages } from './intake/reconciliations/reconciliation.pages.tsx';
import { reconciliationRoutes } from './intake/reconciliations/reconciliation.routes.ts';
import { heldRecordPages } from './intake/rows/held-record.pages.tsx';
import { singleRecordRoutes } from './intake/rows/single-record.routes.ts';
import { batchPages } from './intake/uploads/batch.pages.tsx';
import { batchRoutes } from './intake/uploads/batch.routes.ts';
import { batchErrorRoutes } from './intake/uploads/batch-error.routes.ts';
import { batchEventRoutes } from './intake/uploads/batch-events.routes.ts';
import { batchMetrics, batchStanding } from './intake/uploads/batch-metrics.store.ts';
import { uploadPages } from './intake/uploads/upload.pages.tsx';
import { Problem } from './kernel/problems.ts';
import { once } from './kernel/remembered.ts';
import { calendarMetrics, calendarStanding } from './law/calendar/calendar-standing.store.ts';
import { catalogRoutes } from './law/catalogs/catalog.routes.ts';
import { matterPages } from './law/matters/matter.pages.tsx';
import { matterRoutes, publicMatterRoutes } from './law/matters/matter.routes.ts';
import { measureRoutes } from './law/measures/measure.routes.ts';
import { ruleSetPages } from './law/rulebook/rule-set.pages.tsx';
import { ruleSetRoutes } from './law/rulebook/rule-set.routes.ts';
import { settingRoutes } from './law/rulebook/setting.routes.ts';
import { deliveryRoutes } from './notices/delivery/delivery.routes.ts';
import { deliveryMetrics } from './notices/delivery/delivery-metrics.store.ts';
import { feedRoutes } from './notices/inbox/feed.routes.ts';
import { homePages } from './notices/inbox/home.pages.tsx';
import { noticePages } from './notices/inbox/notice.pages.tsx';
import { noticeRoutes } from './notices/inbox/notice.routes.ts';
import { pushes } from './notices/relay/push.schema.ts';
import { relayMetrics, relayStanding } from './notices/relay/relay-standing.store.ts';
import { restorationPages } from './notices/restoration/restoration.pages.tsx';
import { certificateRoutes } from './notices/subscriptions/certificate.routes.ts';
import { healthRoutes } from './notices/subscriptions/health.routes.ts';
import { subscriptionPages } from './notices/subscriptions/subscription.pages.tsx';
import { subscriptionRoutes } from './notices/subscriptions/subscription.routes.ts';
import { subscriptionStepPages } from './notices/subscriptions/subscription-step.pages.tsx';
import { subscriptionStepRoutes } from './notices/subscriptions/subscription-step.routes.ts';
import { dutyMetrics } from './notices/supervision/duty-metrics.store.ts';
import { letterRoutes } from './notices/supervision/letter.routes.ts';
import { supervisionPages } from './notices/supervision/supervision.pages.tsx';
import { supervisionRoutes } from './notices/supervision/supervision.routes.ts';
import type { Deps } from './platform/door/deps.ts';
import { openRates, type Rates } from './platform/door/rates.ts';
import { openMeter } from './platform/running/meter.ts';
import { measure } from './platform/running/metrics.ts';
import { operatorRoutes } from './platform/running/operator.routes.ts';
import { schedulePages } from './platform/schedule/schedule.pages.tsx';
import { scheduleRoutes } from './platform/schedule/schedule.routes.ts';
import { requirePermission } from './platform/web/asked-action.ts';
import { limitBodies, refuseOtherEncodings } from './platform/web/body-limit.ts';
import { answerInTime, type Deadlines } from './platform/web/deadline.ts';
import type { Env } from './platform/web/http.ts';
import { KnownPathRouter } from './platform/web/known-path-router.ts';
import { documentHead, openApiDocument } from './platform/web/openapi-document.rules.ts';
import { answerError, pageHeaders } from './platform/web/pages.ts';
import { limitStrangers } from './platform/web/rate-limit.ts';
import {
  authenticate,
  idempotency,
  isKnown,
  openContext,
  type PeerOf,
  type Recognise,
} from './platform/web/request-context.ts';
import { promisePages, promisePublicPages, promiseRoutes } from './promise/promise.routes.ts';
import { publicListPages } from './public/public-lists/public-list.pages.tsx';
import { publicListRoutes } from './public/public-lists/public-list.routes.ts';
import { ledgerRoutes } from './registry/ledger/ledger.routes.ts';
import { listingRoutes } from './registry/listings/listing.routes.ts';
import { listingDecisionRoutes } from './registry/listings/listing-decision.routes.ts';
import { priorNoticeRoutes } from './registry/listings/prior-notice.routes.ts';
import { mergePages } from './registry/merges/merge.pages.tsx';
import { mergeRoutes } from './registry/merges/merge.routes.ts';
import { recordRoutes } from './registry/records/record.routes.ts';
import { appealPages } from './remedy/appeals/appeal.pages.tsx';
import { appealRoutes } from './remedy/appeals/appeal.routes.ts';
import { calendarRoutes } from './remedy/cases/calendar.routes.ts';
import { disputePages } from './remedy/disputes/dispute.pages.tsx';
import { disputeRoutes } from './remedy/disputes/dispute.routes.ts';
import { repairPages } from './remedy/repairs/repair.pages.tsx';
import { repairRoutes } from './remedy/repairs/repair.routes.ts';
import { repairNoticePages } from './remedy/repairs/repair-notice.pages.tsx';
import { repairNoticeRoutes } from './remedy/repairs/repair-notice.routes.ts';
import { changePages } from './window/changes/change.pages.tsx';
import { changeRoutes } from './window/changes/change.routes.ts';
import { changeFormPages } from './window/changes/change-form.pages.tsx';
import { measureFormPages } from './window/changes/measure-form.pages.tsx';
import { checkPages } from './window/checks/check.pages.tsx';
import { checkRoutes } from './window/checks/check.routes.ts';
import { checkMetrics } from './window/checks/check-metrics.store.ts';
import { fileRoutes } from './window/credit-files/file.routes.ts';
import { reportPages } from './window/reports/report.pages.tsx';
import { reportRoutes } from './window/reports/report.routes.ts';
import { simulationPages } from './window/simulations/simulation.pages.tsx';
import { simulationRoutes } from './window/simulations/simulation.routes.ts';
import { publicCheckPages } from './window/verification/public-check.pages.tsx';
import { publicCheckRoutes } from './window/verification/public-check.routes.ts';
import { publicReportPages } from './window/verification/public-report.pages.tsx';
import { publicReportRoutes } from './window/verification/public-report.routes.ts';

const apiRoutes = [
  ...accessRoutes,
  ...promiseRoutes,
  appealRoutes,
  batchErrorRoutes,
  batchEventRoutes,
  batchRoutes,
  calendarRoutes,
  changeRoutes,
  catalogRoutes,
  dropSourceRoutes,
  checkRoutes,
  columnMappingRoutes,
  deliveryRoutes,
  disputeRoutes,
  feedRoutes,
  freshnessRoutes,
  fileRoutes,
  ledgerRoutes,
  letterRoutes,
  listingRoutes,
  listingDecisionRoutes,
  priorNoticeRoutes,
  matterImportRoutes,
  matterRoutes,
  measureRoutes,
  mergeRoutes,
  noticeRoutes,
  reconciliationRoutes,
  recordRoutes,
  repairNoticeRoutes,
  repairRoutes,
  reportRoutes,
  singleRecordRoutes,
  ruleSetRoutes,
  settingRoutes,
  simulationRoutes,
  scheduleRoutes,
  subscriptionRoutes,
  subscriptionStepRoutes,
  certificateRoutes,
  healthRoutes,
  supervisionRoutes,
  zeroReportRoutes,
];
const deskPages = [
  ...accessPages,
  ...promisePages,
  appealPages,
  batchPages,
  changeFormPages,
  changePages,
  measureFormPages,
  checkPages,
  disputePages,
  dropSourcePages,
  matterImportPages,
  matterPages,
  mergePages,
  freshnessPages,
  heldRecordPages,
  homePages,
  noticePages,
  reconciliationPages,
  repairNoticePages,
  repairPages,
  ruleSetPages,
  restorationPages,
  schedulePages,
  reportPages,
  simulationPages,
  subscriptionPages,
  subscriptionStepPages,
  supervisionPages,
  uploadPages,
  zeroReportPages,
];

// A page hands on to the API's answer of the same address whoever does not ask for a page.
const publicPages = [publicCheckPages, publicListPages, publicReportPages, ...promisePublicPages];
const publicRoutes = [publicCheckRoutes, publicMatterRoutes, publicListRoutes, publicReportRoutes];

// Each room reads its own figures for /metrics, and its standing for /readyz.
const figures = [
  checkMetrics,
  relayMetrics,
  deliveryMetrics,
  dutyMetrics,
  batchMetrics,
  feedMetrics,
  calendarMetrics,
  trailMetrics,
];
const standings = [
  relayStanding,
  batchStanding,
  calendarStanding,
  agencyStanding,
  staffStanding,
  trailStanding,
];
const recognise: Recognise = { actorOfKey, actorOfSession };

// deadlines: what serves others has them; a test on a busy machine has not.
type Surroundings = { peerOf?: PeerOf; rates?: Rates; deadlines?: Deadlines };

// One application for Node and Workers: Node opens its deps once, Workers once per request.
export const createApp = (
  depsOf: (c: Context) => Deps | Promise<Deps>,
  { peerOf = () => '', rates = openRates(() => performance.now()), deadlines }: Surroundings = {},
) => {
  const app = new OpenAPIHono<Env>({ router: new KnownPathRouter() });
  const meter = openMeter();
  app.use('*', measure(meter), openContext(depsOf, { rates, peerOf }), limitBodies);
  if (deadlines) app.use('*', answerInTime(deadlines));
  app.use('/api/*', authenticate(recognise), refuseOtherEncodings, idempotency);
  app.use('/desk/*', ...pageHeaders, csrf(), authenticate(recognise));
  for (const path of ['/public/*', '/docs', '/problems/*']) app.use(path, ...pageHeaders);
  app.use('/public/*', limitStrangers(isKnown(recognise)));
  app.get('/', requirePermission('anyone'), (c) => c.redirect('/desk', 303));
  for (const routes of apiRoutes) app.route('/api/v1', routes);
  for (const pages of publicPages) app.route('/public', pages);
  for (const routes of publicRoutes) app.route('/public', routes);
  for (const pages of deskPages) app.route('/desk', pages);
  for (const push of pushes) app.openAPIRegistry.registerWebhook(push);
  const document = once(() => openApiDocument(app.getOpenAPI31Document(documentHead)));
  app.route('/', operatorRoutes({ meter, figures, standings, document }));
  app.notFound(() => {
    throw new Problem('route.unknown');
  });
  app.onError(answerError);
  return app;
};
