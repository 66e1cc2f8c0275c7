import { dayOf } from '../../kernel/day.ts';
import { Problem } from '../../kernel/problems.ts';
import { type AgencyRow, agencyActor } from '../../platform/door/actor.ts';
import type { Statement } from '../../platform/door/db.ts';
import type { Actor, Deps } from '../../platform/door/deps.ts';
import { forgetReadings, renewedAhead } from '../../platform/door/renewed-ahead.ts';
import { sha256Hex } from '../../platform/keys/hash.ts';
import { toBase64Url } from '../../platform/keys/vault.ts';
import { actorColumns } from './agency.table.ts';

// A key is high-entropy, so a plain SHA-256 of it is enough to store; it is shown once.
export const newKey = (randomBytes: (count: number) => Uint8Array) => `crk_${toBase64Url(randomBytes(32))}`;
export const keyHash = (key: string) => sha256Hex(key);

// A revocation is felt at once in this process (forgetKeys) and within a second in another.
export const forgetKeys = (deps: Deps) => forgetReadings(deps.statement);

export const actorOfKey = (deps: Deps, key: string): Promise<Actor> => {
  const now = deps.clock.now();
  const read = () => readActor(deps.statement, deps, { key, now });
  return renewedAhead(
    { owner: deps.statement, key: `key:${key}`, now },
    // Never on the checks' own connection: unknown keys are not remembered, and a
    // stranger may show thousands.
    { read, readBeside: read },
  );
};

const readActor = async (
  run: Statement,
  { permissionsOf }: Deps,
  { key, now }: { key: string; now: Date },
): Promise<Actor> => {
  const [found] = await run(
    `select k.id::text as "keyId", k.revoked_at is not null as "isRevoked", ${actorColumns}
     from api_keys k
       join agencies a on a.id = k.agency_id
     where k.key_hash = $1`,
    [keyHash(key)],
  );
  if (!found) throw new Problem('key.unknown');
  if (found.isRevoked) throw new Problem('key.revoked');
  const who = { by: `key:${found.keyId}`, today: dayOf(now), person: null };
  return agencyActor(found as AgencyRow, who, permissionsOf);
};
