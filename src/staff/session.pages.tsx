import { pages } from '../platform/pages.ts';

export const sessionPages = pages();
