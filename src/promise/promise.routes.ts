import { assistanceRoutes } from './assistance/assistance.routes.ts';
import { commitmentPages } from './commitments/commitment.pages.tsx';
import { commitmentRoutes } from './commitments/commitment.routes.ts';
import { commitmentPhonePages } from './commitments/commitment-phone.pages.tsx';

export const promiseRoutes = [commitmentRoutes, assistanceRoutes];
export const promisePages = [commitmentPages];
export const promisePublicPages = [commitmentPhonePages];
