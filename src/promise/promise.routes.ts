import { publicMatterPages } from '../law/matters/public-matter.pages.tsx';
import { assistancePages } from './assistance/assistance.pages.tsx';
import { assistanceRoutes } from './assistance/assistance.routes.ts';
import { assistanceCountRoutes } from './assistance/assistance-count.routes.ts';
import { commitmentPages } from './commitments/commitment.pages.tsx';
import { commitmentRoutes } from './commitments/commitment.routes.ts';
import { commitmentPhonePages } from './commitments/commitment-phone.pages.tsx';
import { complaintPages } from './complaints/complaint.pages.tsx';
import { complaintRoutes } from './complaints/complaint.routes.ts';
import { complaintPublicPages } from './complaints/complaint-public.pages.tsx';
import { fieldReportPages } from './field/field-report.pages.tsx';
import { fieldReportRoutes } from './field/field-report.routes.ts';
import { matterProposalPages } from './proof-lists/matter-proposal.pages.tsx';
import { matterProposalRoutes } from './proof-lists/matter-proposal.routes.ts';
import { proposalReviewPages } from './proof-lists/proposal-review.pages.tsx';
import { proposalReviewRoutes } from './proof-lists/proposal-review.routes.ts';
import { publicProposalPages } from './proof-lists/public-proposal.pages.tsx';
import { publicProposalRoutes } from './proof-lists/public-proposal.routes.ts';
import { promiseStatisticsPages } from './statistics/statistics.pages.tsx';
import { promiseStatisticsRoutes } from './statistics/statistics.routes.ts';
import { drawRoutes } from './verifications/draw.routes.ts';
import { verificationPages } from './verifications/verification.pages.tsx';
import { verificationRoutes } from './verifications/verification.routes.ts';

export const promiseRoutes = [
  commitmentRoutes,
  verificationRoutes,
  drawRoutes,
  assistanceRoutes,
  assistanceCountRoutes,
  proposalReviewRoutes,
  matterProposalRoutes,
  complaintRoutes,
  fieldReportRoutes,
  promiseStatisticsRoutes,
];
export const promisePages = [
  commitmentPages,
  verificationPages,
  assistancePages,
  proposalReviewPages,
  matterProposalPages,
  complaintPages,
  fieldReportPages,
  promiseStatisticsPages,
];
// The search for proofs stands with the matters; it is served here, beside what leads to it.
export const promisePublicPages = [
  commitmentPhonePages,
  publicMatterPages,
  publicProposalPages,
  publicProposalRoutes,
  complaintPublicPages,
];
