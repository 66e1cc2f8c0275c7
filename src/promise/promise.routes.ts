import { commitmentPages } from './commitments/commitment.pages.tsx';
import { commitmentRoutes } from './commitments/commitment.routes.ts';
import { commitmentPhonePages } from './commitments/commitment-phone.pages.tsx';
import { matterProposalRoutes } from './proof-lists/matter-proposal.routes.ts';
import { proposalReviewRoutes } from './proof-lists/proposal-review.routes.ts';

export const promiseRoutes = [commitmentRoutes, proposalReviewRoutes, matterProposalRoutes];
export const promisePages = [commitmentPages];
export const promisePublicPages = [commitmentPhonePages];
