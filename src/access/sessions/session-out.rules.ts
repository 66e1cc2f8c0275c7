import type { DbRow } from '../../platform/door/db.ts';

const instant = (seconds: unknown) => `${new Date(Number(seconds) * 1000).toISOString().slice(0, 19)}Z`;

export const sessionOut = (row: DbRow, current: string | null) => ({
  id: String(row.id),
  openedAt: instant(row.opened),
  usedAt: instant(row.used),
  endsAt: instant(row.ends),
  address: String(row.address),
  device: String(row.device),
  isCurrent: row.idHash === current,
});
