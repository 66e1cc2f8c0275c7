import { assistancePages } from './assistance/assistance.pages.tsx';
import { assistanceRoutes } from './assistance/assistance.routes.ts';
import { assistanceCountRoutes } from './assistance/assistance-count.routes.ts';
import { commitmentPages } from './commitments/commitment.pages.tsx';
import { commitmentRoutes } from './commitments/commitment.routes.ts';
import { commitmentPhonePages } from './commitments/commitment-phone.pages.tsx';
import { promiseStatisticsPages } from './statistics/statistics.pages.tsx';
import { promiseStatisticsRoutes } from './statistics/statistics.routes.ts';

export const promiseRoutes = [commitmentRoutes, promiseStatisticsRoutes];
export const promisePages = [commitmentPages, promiseStatisticsPages];
export const promiseRoutes = [commitmentRoutes, assistanceRoutes, assistanceCountRoutes];
export const promisePages = [commitmentPages, assistancePages];
import { drawRoutes } from './verifications/draw.routes.ts';
import { verificationPages } from './verifications/verification.pages.tsx';
import { verificationRoutes } from './verifications/verification.routes.ts';

export const promiseRoutes = [commitmentRoutes, verificationRoutes, drawRoutes];
export const promisePages = [commitmentPages, verificationPages];
export const promisePublicPages = [commitmentPhonePages];
import { publicMatterPages } from '../law/matters/public-matter.pages.tsx';
import { commitmentPages } from './commitments/commitment.pages.tsx';
import { commitmentRoutes } from './commitments/commitment.routes.ts';
import { commitmentPhonePages } from './commitments/commitment-phone.pages.tsx';
import { matterProposalPages } from './proof-lists/matter-proposal.pages.tsx';
import { matterProposalRoutes } from './proof-lists/matter-proposal.routes.ts';
import { proposalReviewPages } from './proof-lists/proposal-review.pages.tsx';
import { proposalReviewRoutes } from './proof-lists/proposal-review.routes.ts';

export const promiseRoutes = [commitmentRoutes, proposalReviewRoutes, matterProposalRoutes];
export const promisePages = [commitmentPages, proposalReviewPages, matterProposalPages];
// The search for proofs stands with the matters; it is served here, beside what leads to it.
export const promisePublicPages = [commitmentPhonePages, publicMatterPages];
