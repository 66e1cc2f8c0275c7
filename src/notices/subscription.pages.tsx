import { pages } from '../platform/pages.ts';

export const subscriptionPages = pages();
