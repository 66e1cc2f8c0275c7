import { agencyRoutes } from './agencies/agency.routes.ts';
import { auditRoutes } from './audit/audit.routes.ts';
import { unusualAccessPages } from './audit/unusual-access.pages.tsx';
import { keyPages } from './keys/key.pages.tsx';
import { keyRoutes } from './keys/key.routes.ts';
import { accountPages } from './sessions/account.pages.tsx';
import { accountRoutes } from './sessions/account.routes.ts';
import { providerPages } from './sessions/provider.pages.tsx';
import { sessionPages } from './sessions/session.pages.tsx';
import { sessionRoutes } from './sessions/session.routes.ts';
import { signInPages } from './sessions/sign-in.pages.tsx';
import { signInRoutes } from './sessions/sign-in.routes.ts';
import { grantPages } from './staff/grant.pages.tsx';
import { grantRoutes } from './staff/grant.routes.ts';
import { peoplePages } from './staff/people.pages.tsx';
import { peopleRoutes } from './staff/people.routes.ts';
import { staffRoutes } from './staff/staff.routes.ts';

// The doors of this room.
export const accessRoutes = [
  accountRoutes,
  agencyRoutes,
  auditRoutes,
  grantRoutes,
  keyRoutes,
  peopleRoutes,
  sessionRoutes,
  signInRoutes,
  staffRoutes,
];
export const accessPages = [
  accountPages,
  grantPages,
  keyPages,
  peoplePages,
  providerPages,
  sessionPages,
  signInPages,
  unusualAccessPages,
];
