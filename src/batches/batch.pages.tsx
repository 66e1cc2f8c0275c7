import { pages } from '../platform/pages.ts';

export const batchPages = pages();
