import type { Ctx } from '../../platform/door/deps.ts';
import { listHeads } from './public-entry.store.ts';
import { publicLists } from './public-list.rules.ts';
import { takeDown } from './take-down.ts';

export const listPublicLists = async (ctx: Ctx) => {
  await takeDown(ctx);
  const heads = await listHeads(ctx.db);
  return publicLists.map(({ code, name, basis }) => {
    const head = heads.find(({ list }) => list === code);
    return { code, name, basis, version: head?.position ?? 0, publishedAt: head?.publishedAt ?? null };
  });
};
