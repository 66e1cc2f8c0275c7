import { commitmentPages } from './commitments/commitment.pages.tsx';
import { commitmentRoutes } from './commitments/commitment.routes.ts';
import { commitmentPhonePages } from './commitments/commitment-phone.pages.tsx';
import { complaintPages } from './complaints/complaint.pages.tsx';
import { complaintRoutes } from './complaints/complaint.routes.ts';
import { complaintPublicPages } from './complaints/complaint-public.pages.tsx';

export const promiseRoutes = [commitmentRoutes, complaintRoutes];
export const promisePages = [commitmentPages, complaintPages];
export const promisePublicPages = [commitmentPhonePages, complaintPublicPages];
