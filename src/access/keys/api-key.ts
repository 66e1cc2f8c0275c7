import { dayOf } from '../../kernel/day.ts';
import { Problem } from '../../kernel/problems.ts';
import { type AgencyRow, agencyActor } from '../../platform/door/actor.ts';
import type { Statement } from '../../platform/door/db.ts';
import type { Actor, Deps } from '../../platform/door/deps.ts';
import { forgetReadings, renewedAhead } from '../../platform/door/renewed-ahead.ts';
import { toBase64Url } from '../../platform/keys/bytes.ts';
import { sha256Hex } from '../../platform/keys/hash.ts';
import { type AddressRanges, addressRanges, isWithin } from '../../platform/web/client-address.ts';
import { actorColumns } from '../agencies/agency.table.ts';
import { narrowed } from './key.rules.ts';

// A key is high-entropy, so a plain SHA-256 of it is enough to store; it is shown once.
export const newKey = (randomBytes: (count: number) => Uint8Array) => `crk_${toBase64Url(randomBytes(32))}`;
export const keyHash = (key: string) => sha256Hex(key);

// A revocation is felt at once in this process (forgetKeys) and within a second in another.
export const forgetKeys = (deps: Deps) => forgetReadings(deps.statement);

type Holder = { actor: Actor; from: AddressRanges | null; endsAt: number };

/** `address`: where the request came from. Errors: key.unknown, key.revoked, key.expired (401), key.address (403). */
export const actorOfKey = async (deps: Deps, key: string, address: () => string): Promise<Actor> => {
  const now = deps.clock.now();
  const read = () => readHolder(deps.statement, deps, { key, now });
  const { actor, from, endsAt } = await renewedAhead(
    { owner: deps.statement, key: `key:${key}`, now },
    // Never on the checks' own connection: unknown keys are not remembered, and a
    // stranger may show thousands.
    { read, readBeside: read },
  );
  if (now.getTime() >= endsAt) throw new Problem('key.expired');
  if (from && !isWithin(from, address())) throw new Problem('key.address');
  return actor;
};

type Found = AgencyRow & {
  keyId: string;
  isRevoked: boolean;
  ends: number | null;
  scope: { roles: string[]; catalogs: string[] | null; addresses: string[] | null };
  isUseOld: boolean;
};

// A use is noted every ten minutes, or each check would write a row of the key.
const NOTE_USE = `update api_keys set last_used_at = $2::text::timestamptz where id = $1::text::uuid`;

const readHolder = async (
  run: Statement,
  { permissionsOf, log }: Deps,
  { key, now }: { key: string; now: Date },
): Promise<Holder> => {
  const [found] = (await run(
    `select k.id::text as "keyId", k.revoked_at is not null as "isRevoked",
       extract(epoch from k.expires_at)::float8 as ends,
       jsonb_build_object('roles', k.roles, 'catalogs', k.catalogs, 'addresses', k.addresses) as scope,
       k.last_used_at is null or k.last_used_at < $2::text::timestamptz - interval '10 minutes' as "isUseOld",
       ${actorColumns}
     from api_keys k
       join agencies a on a.id = k.agency_id
     where k.key_hash = $1`,
    [keyHash(key), now.toISOString()],
  )) as Found[];
  if (!found) throw new Problem('key.unknown');
  if (found.isRevoked) throw new Problem('key.revoked');
  const { keyId, ends, scope, isUseOld } = found;
  // Nobody waits for it, and nobody is refused because it failed.
  if (isUseOld)
    run(NOTE_USE, [keyId, now.toISOString()]).catch((error: unknown) =>
      log('warn', 'key.use-not-noted', { error }),
    );
  const who = { by: `key:${keyId}`, today: dayOf(now), person: null };
  return {
    actor: agencyActor(narrowed(found, scope), who, permissionsOf),
    from: scope.addresses && addressRanges(scope.addresses.join(' ')),
    endsAt: ends === null ? Number.POSITIVE_INFINITY : ends * 1000,
  };
};
