import type { Catalog } from '../../catalogs/catalog.ts';
import type { FileHead, FileSource } from './file-source.ts';

// What must be known before 202. Throws batch.format, batch.header, batch.empty; nothing else about the file.
export const readHead = async (catalog: Catalog, source: FileSource): Promise<FileHead> => {
  throw new Error(`${catalog.code}${source}`);
};
