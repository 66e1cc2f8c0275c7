import { publicMatterPages } from '../law/matters/public-matter.pages.tsx';
import { commitmentPages } from './commitments/commitment.pages.tsx';
import { commitmentRoutes } from './commitments/commitment.routes.ts';
import { commitmentPhonePages } from './commitments/commitment-phone.pages.tsx';
import { matterProposalPages } from './proof-lists/matter-proposal.pages.tsx';
import { matterProposalRoutes } from './proof-lists/matter-proposal.routes.ts';
import { proposalReviewPages } from './proof-lists/proposal-review.pages.tsx';
import { proposalReviewRoutes } from './proof-lists/proposal-review.routes.ts';
import { publicProposalPages } from './proof-lists/public-proposal.pages.tsx';
import { publicProposalRoutes } from './proof-lists/public-proposal.routes.ts';

export const promiseRoutes = [commitmentRoutes, proposalReviewRoutes, matterProposalRoutes];
export const promisePages = [commitmentPages, proposalReviewPages, matterProposalPages];
// The search for proofs stands with the matters; it is served here, beside what leads to it.
export const promisePublicPages = [
  commitmentPhonePages,
  publicMatterPages,
  publicProposalPages,
  publicProposalRoutes,
];
