import { commitmentPages } from './commitments/commitment.pages.tsx';
import { commitmentRoutes } from './commitments/commitment.routes.ts';
import { commitmentPhonePages } from './commitments/commitment-phone.pages.tsx';
import { complaintPages } from './complaints/complaint.pages.tsx';
import { complaintRoutes } from './complaints/complaint.routes.ts';
import { complaintPublicPages } from './complaints/complaint-public.pages.tsx';
import { fieldReportPages } from './field/field-report.pages.tsx';
import { fieldReportRoutes } from './field/field-report.routes.ts';

export const promiseRoutes = [commitmentRoutes, complaintRoutes, fieldReportRoutes];
export const promisePages = [commitmentPages, complaintPages, fieldReportPages];
export const promisePublicPages = [commitmentPhonePages, complaintPublicPages];
