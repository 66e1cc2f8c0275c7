import { Problem } from '../../kernel/problems.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { findMatter, versionsOfMatter } from './matter.store.ts';

// As it stands, with what each edition said of it; one that was taken out is known by its editions only.
export const showMatter = async (ctx: Ctx, code: string) => {
  const [matter, versions] = [await findMatter(ctx.db, code), await versionsOfMatter(ctx.db, code)];
  if (!matter) throw new Problem('matter.unknown');
  return {
    ...matter,
    versions: versions.map(({ content, ...of }) => ({ ...of, list: content?.list ?? null })),
  };
};
