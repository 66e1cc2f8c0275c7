import { desc, eq } from 'drizzle-orm';
import type { Db } from '../../platform/door/db.ts';
import { endpointNews } from './delivery.table.ts';

export const subscriptionsWithNews = async (db: Db): Promise<string[]> => {
  const found = await db.selectDistinct({ id: endpointNews.subscriptionId }).from(endpointNews);
  return found.map(({ id }) => id);
};

/** The latest; the caller holds the subscription. */
export const latestNews = async (tx: Db, subscriptionId: string) =>
  (
    await tx
      .select({ kind: endpointNews.kind, reason: endpointNews.reason })
      .from(endpointNews)
      .where(eq(endpointNews.subscriptionId, subscriptionId))
      .orderBy(desc(endpointNews.at), desc(endpointNews.deliveryId), desc(endpointNews.attempt))
      .limit(1)
  )[0];

export const forgetNews = (tx: Db, subscriptionId: string) =>
  tx.delete(endpointNews).where(eq(endpointNews.subscriptionId, subscriptionId));
