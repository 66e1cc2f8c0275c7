import type { Db } from '../../platform/door/db.ts';
import { forgetNamedRecords } from '../rows/missing-record.store.ts';
import { dropImprints, forgetFormerList, keepList } from './imprint.store.ts';
import type { ListDigest } from './imprints.ts';

type List = { id: string; agencyId: number; catalog: string };

// In the transaction that ends the batch: the list takes the place of the former one whole, or not at all.
export const keepWholeList = async (tx: Db, list: List, kept: ListDigest & { at: string }): Promise<void> => {
  await forgetFormerList(tx, list);
  if (!(await keepList(tx, list, kept))) await forgetNamedRecords(tx, list.id);
  await dropImprints(tx, list.id);
};

// A list that is given up is compared with nothing.
export const forgetWholeList = async (tx: Db, batchId: string): Promise<void> => {
  await forgetNamedRecords(tx, batchId);
  await dropImprints(tx, batchId);
};
