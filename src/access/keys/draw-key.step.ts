import { Problem } from '../../kernel/problems.ts';
import { must } from '../../platform/door/act.ts';
import type { Db } from '../../platform/door/db.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { findAgencyById } from '../agencies/agency.store.ts';
import { keyHash, newKey } from './api-key.ts';
import { hasEnded, judgeKeyScope } from './key.rules.ts';
import type { KeyIn } from './key.schema.ts';
import { endKeyBy, holdKey, insertKey } from './key.store.ts';
import type { apiKeys, Rotation } from './key.table.ts';

type Inside = { ctx: Ctx; tx: Db };
type Bounds = Omit<typeof apiKeys.$inferInsert, 'id' | 'keyHash' | 'issuedAt'>;
export type DrawnKey = { id: string; key: string };

// Only the hash is kept; the key is shown this once.
const draw = async ({ ctx, tx }: Inside, bounds: Bounds): Promise<DrawnKey> => {
  const [id, key] = [ctx.newId(), newKey(ctx.randomBytes)];
  await insertKey(tx, { ...bounds, id, keyHash: keyHash(key), issuedAt: ctx.clock.now().toISOString() });
  return { id, key };
};

/** A day begins at midnight in China. */
const beginningOf = (day: string) => new Date(`${day}T00:00:00+08:00`).toISOString();

/** A new key of an agency, judged by what the agency may now. */
export const drawKey = async (inside: Inside, agencyId: number, asked: KeyIn): Promise<DrawnKey> => {
  const agency = await findAgencyById(inside.tx, agencyId);
  if (!agency) throw new Problem('agency.unknown');
  const { roles, catalogs } = must(judgeKeyScope(agency, asked));
  const { label = null, addresses = null, expiresOn = null } = asked;
  return draw(inside, {
    agencyId,
    label,
    roles: [...roles],
    catalogs: catalogs && [...catalogs],
    addresses,
    expiresAt: expiresOn && beginningOf(expiresOn),
  });
};

const HOUR_MS = 3_600_000;

/** A new key that opens the same as another; both work until the overlap is over. */
export const drawSuccessor = async (
  inside: Inside,
  { replaces, overlapHours }: Rotation,
): Promise<DrawnKey> => {
  const { ctx, tx } = inside;
  const old = await holdKey(tx, replaces);
  if (!old) throw new Problem('api-key.unknown');
  const now = ctx.clock.now();
  if (hasEnded(old, now)) throw new Problem('key.ended');
  const { agencyId, label, roles, catalogs, addresses, expiresAt } = old;
  const drawn = await draw(inside, { agencyId, label, roles, catalogs, addresses, expiresAt, replaces });
  await endKeyBy(tx, replaces, new Date(now.getTime() + overlapHours * HOUR_MS).toISOString());
  return drawn;
};
