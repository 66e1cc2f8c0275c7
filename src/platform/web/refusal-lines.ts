import type { Context } from 'hono';
import { routePath } from 'hono/route';
import { withoutPersonalNumbers } from '../../kernel/personal-numbers.ts';
import { type Problem, type ProblemCode, problems } from '../../kernel/problems.ts';
import { addAuditLines } from '../door/audit-line.ts';
import { sha256Hex } from '../keys/hash.ts';
import type { Env } from './http.ts';

// Somebody tried what they may not (each 403), came with a key that opens nothing, or was not vouched for.
// Basis: GB/T 22239-2019 8.1.4.3 安全审计；个人信息保护法第五十四条
const NOTED: ReadonlySet<ProblemCode> = new Set([
  'key.unknown',
  'key.revoked',
  'key.expired',
  'key.address',
  'session.provider-refused',
]);
const isNoted = (code: ProblemCode): boolean => problems[code].status === 403 || NOTED.has(code);

type Tally = { since: number; times: number };
const tallies = new WeakMap<object, Map<string, Tally>>();
const MINUTE_MS = 60_000;
const MOST_TALLIES = 10_000;

// The first of a minute leaves a line, then each doubling: a machine that is refused a thousand times leaves ten.
const tallyOf = (owner: object, key: string, now: number): number => {
  const known = tallies.get(owner) ?? new Map<string, Tally>();
  tallies.set(owner, known);
  if (known.size >= MOST_TALLIES) known.clear();
  const last = known.get(key);
  const tally = last && now - last.since < MINUTE_MS ? last : { since: now, times: 0 };
  tally.times += 1;
  known.set(key, tally);
  return tally.times;
};
const isTold = (times: number): boolean => (times & (times - 1)) === 0;

// Enough of the hash to know the same key again; what does not look like a key of ours may be anything.
const keyPrintOf = (c: Context<Env>): { keyPrint?: string } => {
  const key = /^bearer\s+(crk_[\w-]{20,})$/i.exec(c.req.header('authorization') ?? '')?.[1];
  return key ? { keyPrint: sha256Hex(key).slice(0, 12) } : {};
};

const LONGEST_AGENT = 200;

/**
 * Leaves a line of a refusal: who, from which address, with which program, at which route. Never fails: whoever is
 * refused is refused all the same.
 */
export const noteRefusal = async ({ code }: Problem, c: Context<Env>): Promise<void> => {
  const ctx = c.get('ctx');
  if (!ctx || !isNoted(code)) return;
  const { actor, clock, requestId, db, statement, log } = ctx;
  const address = c.get('address')();
  const route = `${c.req.method} ${routePath(c, -1)}`;
  const times = tallyOf(statement, `${actor.by} ${code} ${address} ${route}`, clock.now().getTime());
  if (!isTold(times)) return;
  const agent = withoutPersonalNumbers((c.req.header('user-agent') ?? '').slice(0, LONGEST_AGENT));
  const about = { code, route, address, agent, times, ...(actor.agency ? {} : keyPrintOf(c)) };
  try {
    await addAuditLines(db, [{ at: clock.now(), actor, requestId, action: 'access.refuse', about }]);
  } catch (error) {
    log('warn', 'refusal.not-noted', { requestId, error });
  }
};
