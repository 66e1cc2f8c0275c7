import { dayOf } from '../kernel/day.ts';
import { Problem } from '../kernel/problems.ts';
import { type AgencyRow, agencyActor } from './actor.ts';
import type { Actor, Deps } from './deps.ts';
import { sha256Hex } from './hash.ts';
import { toBase64Url } from './vault.ts';

// A key is high-entropy, so a plain SHA-256 of it is enough to store; it is shown once.
export const newKey = (randomBytes: (count: number) => Uint8Array) => `crk_${toBase64Url(randomBytes(32))}`;
export const keyHash = (key: string) => sha256Hex(key);

const LOOKED_UP_FOR_MS = 1000;
type Kept = { actor: Actor; at: number };
const kept = new WeakMap<Deps['statement'], Map<string, Kept>>();

// A revocation is felt at once in this process (forgetKeys) and within a second in another.
export const forgetKeys = (deps: Deps) => kept.delete(deps.statement);

export const actorOfKey = async (deps: Deps, key: string): Promise<Actor> => {
  const now = deps.clock.now();
  const known = kept.get(deps.statement) ?? new Map<string, Kept>();
  kept.set(deps.statement, known);
  const before = known.get(key);
  if (before && now.getTime() - before.at < LOOKED_UP_FOR_MS && now.getTime() >= before.at)
    return before.actor;
  const [found] = await deps.quick(
    `select k.id::text as key_id, k.revoked_at is not null as is_revoked, a.id, a.code, a.name, a.uscc, a.region, a.roles::text as roles,
            a.catalogs::text as catalogs, a.valid_from::text as valid_from, a.valid_until::text as valid_until
     from api_keys k join agencies a on a.id = k.agency_id where k.key_hash = $1`,
    [keyHash(key)],
  );
  known.delete(key);
  if (!found) throw new Problem('key.unknown');
  if (found.is_revoked) throw new Problem('key.revoked');
  const who = { by: `key:${found.key_id}`, today: dayOf(now) };
  const actor = agencyActor(found as AgencyRow, who, deps.permissionsOf);
  if (known.size > 10_000) known.clear();
  known.set(key, { actor, at: now.getTime() });
  return actor;
};
