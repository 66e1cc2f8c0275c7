import { dayOf } from '../../kernel/day.ts';
import { checkIdentifier } from '../../kernel/identifiers.ts';
import { act } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { openedOrNull } from '../../platform/keys/opened.ts';
import { raiseCandidates } from './merge-candidate.store.ts';
import { sealedIdentifier } from './sealed-identifier.ts';
import { addIdentifiers, type FiledPermit, findSubjects, holdMerges, listPermits } from './subject.store.ts';
import { keyOf } from './subject-key.ts';
import { identifierPurpose } from './subject-lookup.ts';

const AT_ONCE = 200;

// Earlier releases filed a travel permit with its renewal figures. Each such file takes the number that
// stays; where another file has it already, the two wait for a registrar. next is where the search goes on.
export const respellPermits = (ctx: Ctx, after: string): Promise<{ raised: number; next: string | null }> =>
  act(ctx, 'subject.respell-permits', async (tx) => {
    await holdMerges(tx);
    const filed = await listPermits(tx, { after, limit: AT_ONCE });
    const stale = (await Promise.all(filed.map((permit) => lifelongOf(ctx, permit)))).flatMap(
      (one) => one ?? [],
    );
    const added = stale.map(async ({ permit, key }) => ({
      subjectId: permit.fileId,
      originId: permit.originId,
      isDerived: false,
      ...(await sealedIdentifier(ctx, key)),
    }));
    if (added.length > 0) await addIdentifiers(tx, await Promise.all(added));
    const owners = await findSubjects(
      tx,
      stale.map(({ key }) => key.lookup),
    );
    const ownerOf = new Map(owners.map((owner) => [owner.lookup, owner]));
    const pairs = stale.flatMap(({ permit, key }) => {
      const owner = ownerOf.get(key.lookup);
      return owner && owner.id !== permit.fileId
        ? [{ firstId: owner.originId, secondId: permit.subjectId, ground: 'identifiers' as const }]
        : [];
    });
    const stamp = { by: ctx.actor.by, at: ctx.clock.now().toISOString() };
    const raised = pairs.length > 0 ? await raiseCandidates(tx, pairs, stamp) : [];
    const next = filed.length === AT_ONCE ? (filed.at(-1)?.lookup ?? null) : null;
    const audit = { count: stale.length, files: stale.map(({ permit }) => permit.fileId) };
    return { value: { raised: raised.length, next }, audit, events: [] };
  });

const lifelongOf = async (ctx: Ctx, permit: FiledPermit) => {
  const { vault, clock } = ctx;
  const filed = await openedOrNull(ctx, permit.sealed, identifierPurpose(permit.lookup));
  if (filed === null) return undefined;
  const checked = checkIdentifier(permit.type, filed, { today: dayOf(clock.now()) });
  const key = checked.ok ? keyOf(vault, checked.value) : undefined;
  return key && key.lookup !== permit.lookup ? { permit, key } : undefined;
};
