import { randomBytes } from 'node:crypto';
import postgres from 'postgres';
import { addAgency } from '../../../src/access/agencies/add-agency.ts';
import { issueKey } from '../../../src/access/keys/issue-key.ts';
import { openSession } from '../../../src/access/sessions/session.ts';
import { addStaff } from '../../../src/access/staff/add-staff.ts';
import { loadMeasures } from '../../../src/law/measures/load-measures.ts';
import { aUscc } from '../../../test/kit/identities.ts';
import type { PostgresServer } from '../../../test/kit/postgres.ts';
import { withNewRegistry } from '../../../test/kit/registry.ts';
import { raiseRates } from '../../bench/city.ts';
import { type Department, openReader, openWebhook } from './departments.ts';
import { type Fleet, startFleet } from './fleet.ts';
import { emptyModel, type Model } from './model.ts';

const MARKET = { name: '示例市市场监督管理局', uscc: aUscc('11SCJG') };
type Keys = Record<'market' | 'window' | 'atOnce' | 'digest' | 'reader', string> & { hand: string };

export type City = {
  server: PostgresServer;
  url: string;
  env: Record<string, string>;
  fleet: Fleet;
  // For the eyes of the judge and the hands of the faults; no act goes this way.
  sql: postgres.Sql;
  market: typeof MARKET;
  // Of agencies; the hand is the cookie of who may run schedules.
  keys: Keys;
  // At once, by digests, by the feed.
  departments: readonly [Department, Department, Department];
  model: Model;
  // Between cities of one campaign no key and no name is used twice.
  life: string;
  tell(line: string): void;
  close(): Promise<void>;
};

const prepare = (env: Record<string, string>): Promise<Keys> =>
  withNewRegistry(env, async (operator, deps) => {
    await loadMeasures(operator);
    await raiseRates(deps.statement);
    const keyOf = async (code: string, roles: ('feeder' | 'window' | 'subscriber')[], about: object = {}) => {
      const named = { name: `示例${code}局`, uscc: aUscc(`11${code}`), region: '440300' };
      await addAgency(operator, { code, ...named, roles, catalogs: [], ...about });
      return (await issueKey(operator, { agency: code })).key;
    };
    const catalogs = ['serious-violation', 'administrative-penalty'];
    const keys = {
      market: await keyOf('SCJG', ['feeder'], { ...MARKET, catalogs }),
      window: await keyOf('ZWFW', ['window']),
      atOnce: await keyOf('CZJ', ['subscriber']),
      digest: await keyOf('FGJ', ['subscriber']),
      reader: await keyOf('JRB', ['subscriber']),
    };
    // Random letters alone may hold no digit, and such a password is refused.
    const password = `Faults-1-${randomBytes(12).toString('hex')}`;
    const roles = ['system-administrator'];
    const { id } = await addStaff(operator, { agency: 'ZWFW', name: '系统管理员', roles, password });
    const hand = (await openSession(deps, id)).cookie.split(';')[0] ?? '';
    return { ...keys, hand };
  });

// A few dozen companies, one authority, one window, three departments; two processes serve them.
export const openCity = async (
  url: string,
  { server, life, tell }: Pick<City, 'server' | 'life' | 'tell'>,
): Promise<City> => {
  const masterKey = randomBytes(32).toString('base64');
  const env = { DATABASE_URL: url, MASTER_KEY: masterKey, PUSH_ALLOW: '127.0.0.1', LOG_LEVEL: 'error' };
  const keys = await prepare(env);
  const sql = postgres(url, { max: 6, onnotice: () => {} });
  const fleet = await startFleet(env);
  const cron = { kind: 'cron', cron: '* * * * *' };
  const departments = [
    await openWebhook(fleet, { name: '即时', key: keys.atOnce, schedule: { kind: 'at-once' } }),
    await openWebhook(fleet, { name: '汇总', key: keys.digest, schedule: cron }),
    await openReader(fleet, { name: '拉取', key: keys.reader }),
  ] as const;
  const close = async () => {
    await Promise.all(departments.map((one) => one.stop()));
    await fleet.stop();
    await sql.end({ timeout: 5 });
  };
  return {
    ...{ server, url, env, fleet, sql, market: MARKET, keys, departments, life, tell, close },
    model: emptyModel(),
  };
};
