// Written by scripts/list-catalogs.ts from the *.catalog.ts files of this folder.
import { administrativePenalty } from './administrative-penalty.catalog.ts';
import type { Catalog } from './catalog.ts';
import { falseCommitment } from './false-commitment.catalog.ts';
import { honour } from './honour.catalog.ts';
import { judgmentDefaulter } from './judgment-defaulter.catalog.ts';
import { seriousViolation } from './serious-violation.catalog.ts';

export const allCatalogs: readonly Catalog[] = [
  administrativePenalty,
  falseCommitment,
  honour,
  judgmentDefaulter,
  seriousViolation,
];
