import type { Catalog } from '../../law/catalogs/catalog.ts';
import { type ColumnMapping, columnMapping } from '../../law/catalogs/reading/column-mapping.rules.ts';
import type { Db } from '../../platform/door/db.ts';
import type { BatchRow } from '../uploads/batch.table.ts';
import { findMappingVersion } from './column-mapping.store.ts';

// A batch is read by the mapping it was accepted with, even if the agency has saved another since.
export const mappingOfBatch = async (
  db: Db,
  catalog: Catalog,
  batch: Pick<BatchRow, 'agencyId' | 'catalog' | 'mappingVersion'>,
): Promise<ColumnMapping | undefined> => {
  if (batch.mappingVersion === null) return undefined;
  const mapping = await findMappingVersion(db, batch, batch.mappingVersion);
  return mapping?.columns ? columnMapping(catalog, mapping.columns) : undefined;
};
