import { pages } from '../platform/pages.ts';

export const checkPages = pages();
