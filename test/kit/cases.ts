import { jobNamed } from '../../src/jobs.ts';
import { loadMeasures } from '../../src/law/measures/load-measures.ts';
import { relayEvents } from '../../src/notices/relay/relay-events.driver.ts';
import { makeApp } from './app.ts';
import { aUscc } from './identities.ts';
import { type Agency, aPenaltyRow, aViolationRow, upload } from './uploads.ts';

const enough = ['duty-proof', 'credit-commitment'];
type Body = Record<string, unknown>;

// A city in small: an authority that lists and punishes, a window that asks, a department that is told, a
// registrar.
export const makeCity = async (now?: string, env: Record<string, string> = {}) => {
  const app = await makeApp(now ? { now, env } : { env });
  await loadMeasures(app.operator);
  const feeds = ['serious-violation', 'administrative-penalty', 'false-commitment', 'judgment-defaulter'];
  const market = await app.agency('SCJG', ['feeder'], feeds, '示例市市场监督管理局');
  const window = await app.agency('ZWFW', ['window'], [], '示例市政务服务中心');
  const registrar = await app.agency('XXZX', ['registrar'], [], '示例市信用中心');
  const department = await app.agency('CZJ', ['subscriber'], [], '示例市财政局');
  const post = (agency: Agency, path: string, json: unknown, headers: Record<string, string> = {}) =>
    agency.api(path, { method: 'POST', json, headers });
  const read = async (answer: Response | Promise<Response>) => (await answer).json();
  const uscc = (seed: string) => ({ type: 'uscc', code: aUscc(seed) });

  // Every feed is as fresh as the check asks for: these stories are not about stale feeds. A second later the
  // standing is read anew.
  const check = async (seed: string) => {
    const at = app.deps.clock.now().toISOString();
    for (const catalog of [...feeds, 'severe-penalty'])
      await app.query(
        `insert into feeds (agency_id, catalog, last_good_at)
          values ($1::text::int, $2, $3::text::timestamptz)
         on conflict (agency_id, catalog) do update set last_good_at = excluded.last_good_at`,
        [market.id, catalog, at],
      );
    return read(post(window, '/checks', { subject: uscc(seed), purpose: 'commitment' }));
  };

  return {
    ...app,
    market,
    window,
    registrar,
    department,
    post,
    read,
    list: (seed: string, cells: Record<string, string> = {}) =>
      upload(app, market, { catalog: 'serious-violation', rows: [aViolationRow(market, seed, cells)] }),
    punish: (seed: string, cells: Record<string, string> = {}) =>
      upload(app, market, { catalog: 'administrative-penalty', rows: [aPenaltyRow(market, seed, cells)] }),
    file: (seed: string, more: Body = {}) =>
      read(post(window, '/files/query', { subject: uscc(seed), purpose: 'licensing', ...more })),
    check,
    recordOf: async (seed: string): Promise<number> => {
      const [row] = await app.query(
        `select r.id from records r join subject_identifiers i on i.subject_id = r.subject_id
          where i.code = $1 order by r.id desc`,
        [aUscc(seed)],
      );
      return Number(row?.id);
    },
    listingOf: async (seed: string): Promise<number> => {
      const [row] = await app.query(
        `select l.id from listings l join subject_identifiers i on i.subject_id = l.subject_id
          where i.code = $1`,
        [aUscc(seed)],
      );
      return Number(row?.id);
    },
    apply: (target: Body, seed: string, more: Body = {}) =>
      post(window, '/repairs', {
        target,
        subject: uscc(seed),
        reason: '已履行处罚决定',
        received: enough,
        caseNo: 'BJ-1',
        ...more,
      }),
    dispute: (target: Body, seed: string, more: Body = {}) =>
      post(window, '/disputes', {
        target,
        subject: uscc(seed),
        ground: 'wrong',
        statement: '处罚决定已被撤销',
        caseNo: 'BJ-2',
        ...more,
      }),
    told: async () => {
      await relayEvents(app.deps);
      return read(department.api('/notices'));
    },
    settle: async () => {
      await relayEvents(app.deps);
      await jobNamed('settle-repairs').run(app.deps, app.deps.clock.now());
    },
    audit: async (prefix: string) =>
      (
        await app.query(`select action from audit_lines where action like $1 order by id`, [`${prefix}%`])
      ).map(({ action }) => action),
    events: async () =>
      (await app.query(`select topic, payload->>'state' as state from events order by id`)).map(
        ({ topic, state }) => `${topic} ${state}`,
      ),
  };
};
export type City = Awaited<ReturnType<typeof makeCity>>;
