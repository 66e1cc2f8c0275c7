import { Problem } from '../../kernel/problems.ts';
import { findCatalog } from '../../law/catalogs/catalog-list.ts';
import type { Actor } from '../../platform/door/deps.ts';
import type { Intake } from './intake.ts';

// An agency feeds only the catalogues it was given, and only in its own name.
export const ownFeed = ({ agency }: Actor, code: string): Pick<Intake, 'catalog' | 'agency'> => {
  const catalog = findCatalog(code);
  if (!catalog) throw new Problem('catalog.unknown');
  if (!agency?.catalogs.includes(code)) throw new Problem('catalog.not-yours');
  return { catalog, agency };
};
