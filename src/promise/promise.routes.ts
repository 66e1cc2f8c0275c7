import { commitmentPages } from './commitments/commitment.pages.tsx';
import { commitmentRoutes } from './commitments/commitment.routes.ts';
import { commitmentPhonePages } from './commitments/commitment-phone.pages.tsx';
import { drawRoutes } from './verifications/draw.routes.ts';
import { verificationPages } from './verifications/verification.pages.tsx';
import { verificationRoutes } from './verifications/verification.routes.ts';

export const promiseRoutes = [commitmentRoutes, verificationRoutes, drawRoutes];
export const promisePages = [commitmentPages, verificationPages];
export const promisePublicPages = [commitmentPhonePages];
