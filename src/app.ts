import { OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { csrf } from 'hono/csrf';
import { agencyRoutes } from './agencies/agency.routes.ts';
import { auditRoutes } from './audit/audit.routes.ts';
import { batchPages } from './batches/batch.pages.tsx';
import { batchRoutes } from './batches/batch.routes.ts';
import { catalogRoutes } from './catalogs/catalog.routes.ts';
import { checkPages } from './checks/check.pages.tsx';
import { checkRoutes } from './checks/check.routes.ts';
import { publicCheckRoutes } from './checks/public-check.routes.ts';
import { fileRoutes } from './credit-files/file.routes.ts';
import { Problem } from './kernel/problems.ts';
import { listingRoutes } from './listings/listing.routes.ts';
import { matterRoutes } from './matters/matter.routes.ts';
import { measureRoutes } from './measures/measure.routes.ts';
import { deliveryRoutes } from './notices/delivery.routes.ts';
import { feedRoutes } from './notices/feed.routes.ts';
import { noticeRoutes } from './notices/notice.routes.ts';
import { subscriptionPages } from './notices/subscription.pages.tsx';
import { subscriptionRoutes } from './notices/subscription.routes.ts';
import type { Deps } from './platform/deps.ts';
import { answerProblem, authenticate, type Env, idempotency, openContext } from './platform/http.ts';
import { recordRoutes } from './records/record.routes.ts';
import { ruleSetRoutes } from './rulebook/rule-set.routes.ts';
import { sessionPages } from './staff/session.pages.tsx';
import { staffRoutes } from './staff/staff.routes.ts';

const apiRoutes = [
  agencyRoutes,
  auditRoutes,
  batchRoutes,
  catalogRoutes,
  checkRoutes,
  deliveryRoutes,
  feedRoutes,
  fileRoutes,
  listingRoutes,
  matterRoutes,
  measureRoutes,
  noticeRoutes,
  recordRoutes,
  ruleSetRoutes,
  staffRoutes,
  subscriptionRoutes,
];
const deskPages = [batchPages, checkPages, sessionPages, subscriptionPages];

// One application for Node and Workers: Node opens its deps once, Workers once per request.
export const createApp = (depsOf: (c: Context) => Deps | Promise<Deps>) => {
  const app = new OpenAPIHono<Env>();
  app.use('*', openContext(depsOf));
  app.use('/api/*', authenticate, idempotency);
  app.use('/desk/*', csrf(), authenticate);
  for (const routes of apiRoutes) app.route('/api/v1', routes);
  app.route('/public', publicCheckRoutes);
  for (const pages of deskPages) app.route('/desk', pages);
  app.notFound(() => {
    throw new Problem('route.unknown');
  });
  app.onError(answerProblem);
  return app;
};
