import type { DropSourceRow } from './drop-source.store.ts';

const instant = (text: string | null) => text && new Date(text).toISOString();

export const dropSourceOut = ({ agencyId: _, ...source }: DropSourceRow) => ({
  ...source,
  createdAt: instant(source.createdAt) ?? '',
  lastPolledAt: instant(source.lastPolledAt),
});
